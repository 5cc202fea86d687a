import { Entity } from 'typeorm';
import { open } from '#platform/database/sql';

export const row = [Entity, open];
export type Row = typeof row;
