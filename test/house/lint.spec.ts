import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import { canaries, canaryRoot, ROOT } from './canaries.js';

const CANARIES = canaries('lint');
const CONFIG = join(ROOT, 'eslint.config.js');

describe('the bans of the linter', () => {
  const cwd = canaryRoot('lint');
  const eslint = new ESLint({ cwd, overrideConfigFile: CONFIG });
  let bans: string[];
  let refusals: Map<string, string[]>;

  beforeAll(async () => {
    bans = bansOf(await ownRules());
    const results = await eslint.lintFiles(['.']);
    refusals = new Map(
      results.map(({ filePath, messages }) => [
        relative(cwd, filePath).split(sep).join('/'),
        messages.map((message) => banBehind(message, bans)),
      ]),
    );
  }, 60_000);

  test.each([...CANARIES])('in the broken tree, %s is refused by: %s', (file, ban) => {
    expect(refusals.get(file)).toEqual(ban === null ? [] : [ban]);
  });

  test('refuse a file of more than 350 lines', async () => {
    const text = `export {};\n${'//\n'.repeat(350)}`;
    const [result] = await eslint.lintText(text, { filePath: join(cwd, 'libs/resident/src/domain/stay.ts') });
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['max-lines']);
  });

  test('have a canary each', () => {
    const refused = new Set([...CANARIES.values(), 'max-lines']);
    expect(bans.filter((ban) => !refused.has(ban))).toEqual([]);
    expect(bans.length).toBeGreaterThan(25);
  });

  test('stand on the strict type-aware preset and let nothing be switched off from inside a file', async () => {
    const config: unknown = await eslint.calculateConfigForFile(join(cwd, 'libs/resident/src/domain/stay.ts'));
    expect(config).toMatchObject({
      linterOptions: { noInlineConfig: true },
      rules: {
        '@typescript-eslint/no-unsafe-assignment': [2],
        '@typescript-eslint/no-misused-promises': [2],
      },
    });
  });
});

/** The house's own rules: what each block named `house/…` of the configuration sets, presets aside. */
async function ownRules(): Promise<Linter.RulesRecord[]> {
  const module: unknown = await import(pathToFileURL(CONFIG).href);
  if (!isRecord(module) || !Array.isArray(module['default'])) throw new Error('no configuration');
  return module['default'].flatMap((block: unknown) =>
    isRecord(block) && /^house\/[\w-]+$/.test(String(block['name'])) && isRecord(block['rules'])
      ? [block['rules'] as Linter.RulesRecord]
      : [],
  );
}

/** A rule by its name; a rule that takes a list of bans, by its name and each ban's message. */
function bansOf(blocks: readonly Linter.RulesRecord[]): string[] {
  const bans = new Set(['noInlineConfig']);
  for (const [rule, setting] of blocks.flatMap((block) => Object.entries(block))) {
    if (setting === 'off') continue;
    const messages = /(^|\/)no-restricted-/.test(rule) ? messagesIn(setting) : [];
    if (messages.length === 0) bans.add(rule);
    for (const message of messages) bans.add(`${rule}: ${message}`);
  }
  return [...bans];
}

/** Every sentence in the options of a rule: those that end in a full stop. */
function messagesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.endsWith('.') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(messagesIn) : [];
}

function banBehind({ ruleId, message }: Linter.LintMessage, bans: readonly string[]): string {
  if (ruleId === null) return message.includes('noInlineConfig') ? 'noInlineConfig' : message;
  return bans.find((ban) => ban.startsWith(`${ruleId}: `) && message.endsWith(ban.slice(ruleId.length + 2))) ?? ruleId;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
