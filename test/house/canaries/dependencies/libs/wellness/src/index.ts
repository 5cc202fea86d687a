// Refused by: face-shows-no-row-and-no-dto
export type { Dto } from './api/reading.dto.js';
