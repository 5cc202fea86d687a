// Refused by: areas-only-through-their-face
import '../database/write-queue.js';
