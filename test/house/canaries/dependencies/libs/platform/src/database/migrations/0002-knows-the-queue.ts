// Refused by: migrations-know-columns-and-dialect
import '../write-queue.js';
