// Refused by: @typescript-eslint/no-unused-vars
import { nights } from './stay.js';

export const bed = 1;
