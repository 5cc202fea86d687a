import type { MigrationInterface } from 'typeorm';
import { column } from '../columns.js';
import { dialect } from '../dialect.js';

export const stays = [column, dialect];
export type Stays = MigrationInterface;
