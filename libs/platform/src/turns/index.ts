/** Long work that lets others have their turn. */
export { inTurns, mapInTurns } from './turns.js';
