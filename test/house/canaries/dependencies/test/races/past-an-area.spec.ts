// Refused by: platform-only-through-its-areas
import '../../libs/platform/src/database/write-queue.js';
