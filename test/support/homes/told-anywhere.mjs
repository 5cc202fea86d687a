import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const STORIES = join(import.meta.dirname, '../../e2e');

/**
 * The files of stories: those that are told to a running home, too (`anywhere` of HomeOptions), and those whose every test
 * needs a clock, settings, a process or a database of its own.
 * @returns {{anywhere: string[], alone: string[]}} as `day/one-day.spec.ts`
 */
export function storyFiles() {
  const files = readdirSync(STORIES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts'));
  const isTold = (file) => readFileSync(join(STORIES, file), 'utf8').includes('anywhere: true');
  return { anywhere: files.filter(isTold).sort(), alone: files.filter((file) => !isTold(file)).sort() };
}
