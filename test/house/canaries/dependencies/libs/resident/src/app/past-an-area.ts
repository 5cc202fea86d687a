// Refused by: platform-only-through-its-areas
import '../../../platform/src/database/write-queue.js';
