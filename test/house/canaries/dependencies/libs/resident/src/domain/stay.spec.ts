import { readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import fc from 'fast-check';
import { stay } from './stay.js';

test('', () => [readFileSync, fc, stay]);
