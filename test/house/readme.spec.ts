import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  auditSettings,
  backupSettings,
  databaseSettings,
  alertSettings,
  doseSettings,
  instrumentSettings,
  serverSettings,
  singleSignOnSettings,
  streamSettings,
  type Setting,
} from '#platform/config';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

function table(): string {
  const settings: Setting<unknown>[] = [
    serverSettings,
    singleSignOnSettings,
    auditSettings,
    databaseSettings,
    backupSettings,
    doseSettings,
    instrumentSettings,
    alertSettings,
    streamSettings,
  ].flatMap((settings) => Object.values<Setting<unknown>>(settings));
  const cells = settings.map(({ name, default: value, help }) => [
    `\`${name}\``,
    value === undefined ? '' : `\`${value}\``,
    help,
  ]);
  const rows = [['variable', 'default', 'what it is'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

test('the settings table of the README says what the settings say of themselves', () => {
  const written = /<!-- settings -->\n\n([\s\S]+?)\n\n<!-- \/settings -->/.exec(readme)?.[1];
  expect(written).toBe(table());
});
