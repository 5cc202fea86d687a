/** Long work that lets others have their turn. */
export { Lane } from './lane.js';
export { eachInTurns, inTurns, mapInTurns, nextTurn, toTheEnd } from './turns.js';
