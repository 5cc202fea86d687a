import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');

const HEADER = /^\/\/ Refused by: (.+)$/m;

/**
 * A deliberately broken tree under `test/house/canaries`: for each of its files the ban that must refuse it, as its
 * first line says (`// Refused by: no-circles`), or null for a bystander that no ban may touch.
 */
export function canaries(tree: string): Map<string, string | null> {
  const root = canaryRoot(tree);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return new Map(files.map((file) => [file, HEADER.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? null]));
}

export function canaryRoot(tree: string): string {
  return join(ROOT, 'test', 'house', 'canaries', tree);
}
