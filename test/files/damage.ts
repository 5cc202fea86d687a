import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';

/** Where each page of a table or index lies in the file. */
function pagesOf(path: string, name: string): number[] {
  const file = new Database(path, { readonly: true });
  try {
    const pages = file.prepare<[string], { pageno: number }>('SELECT pageno FROM dbstat WHERE name = ?').all(name);
    return pages.map(({ pageno }) => pageno);
  } finally {
    file.close();
  }
}

/** Writes noise over every page of a table or index of a SQLite file, in place. */
export async function damage(path: string, name: string): Promise<void> {
  const pages = pagesOf(path, name);
  const file = await open(path, 'r+');
  const size = 4096;
  for (const page of pages) await file.write(Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  await file.close();
}
