/** What is known along a chain of calls. */
export { Along } from './along.js';
