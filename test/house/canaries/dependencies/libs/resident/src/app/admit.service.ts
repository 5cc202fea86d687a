import { stay } from '../domain/stay.js';
import { row } from '../data/stay.entity.js';

export const admit = [stay, row];
