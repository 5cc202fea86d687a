export { queue } from './write-queue.js';
