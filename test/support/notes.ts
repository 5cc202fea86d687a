import { Entity } from 'typeorm';
import { IdColumn, TextColumn, Untracked } from '#platform/database/sql';
import { openDatabase, type OpenDatabase } from './database.js';

/** A table of nobody's, for tests of how it is written and read. */
@Untracked('A table of tests.')
@Entity('notes')
export class Note {
  @IdColumn()
  id!: string;

  @TextColumn()
  text!: string;
}

/** @param settings as {@link openDatabase} has them. */
export async function openNotes(settings: Readonly<Record<string, string>> = {}): Promise<OpenDatabase> {
  const database = await openDatabase([Note], settings);
  await database.sources.writer.query('CREATE TABLE "notes" ("id" text PRIMARY KEY, "text" text NOT NULL)');
  return database;
}
