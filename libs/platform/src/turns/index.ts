/** Long work that lets others have their turn. */
export { inTurns, mapInTurns, nextTurn } from './turns.js';
