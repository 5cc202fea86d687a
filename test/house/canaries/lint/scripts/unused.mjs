// Refused by: no-unused-vars
import { readFileSync, rmSync } from 'node:fs';

export const read = readFileSync;
