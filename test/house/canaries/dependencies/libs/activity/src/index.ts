// Refused by: face-shows-no-row-and-no-dto
export { row } from './data/session.entity.js';
