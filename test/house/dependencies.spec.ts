import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { canaries, canaryRoot, ROOT } from './canaries.js';

const CANARIES = canaries('dependencies');

let config: IConfiguration;

beforeAll(async () => {
  config = await extractDepcruiseConfig(join(ROOT, '.dependency-cruiser.mjs'));
});

describe('the rules on who may import what', () => {
  let refusals: Map<string, Set<string>>;

  beforeAll(async () => {
    refusals = refusalsOf(await cruiseAt(canaryRoot('dependencies')));
  });

  test.each([...CANARIES])('in the broken tree, %s is refused by: %s', (file, rule) => {
    expect([...(refusals.get(file) ?? [])]).toEqual(rule === null ? [] : [rule]);
  });

  test('each has a canary', () => {
    const names = (config.forbidden ?? []).map((rule) => rule.name);
    expect(names.filter((name) => ![...CANARIES.values()].includes(name ?? ''))).toEqual([]);
    expect(names.length).toBeGreaterThan(25);
  });

  test('are all errors', () => {
    expect((config.forbidden ?? []).filter((rule) => rule.severity !== 'error')).toEqual([]);
  });
});

test('the house keeps the rules on who may import what', async () => {
  const { summary } = await cruiseAt(ROOT);
  expect(summary.violations.map(({ rule, from, to }) => `${from} → ${to}: ${rule.name}`)).toEqual([]);
  expect(summary.totalDependenciesCruised).toBeGreaterThan(50);
});

async function cruiseAt(baseDir: string): Promise<ICruiseResult> {
  const { options, ...ruleSet } = config;
  const { output } = await cruise(['apps', 'libs', 'test'], { ...options, ruleSet, validate: true, baseDir });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

function refusalsOf({ summary }: ICruiseResult): Map<string, Set<string>> {
  const refusals = new Map<string, Set<string>>();
  for (const { from, rule } of summary.violations) {
    refusals.set(from, (refusals.get(from) ?? new Set()).add(rule.name));
  }
  return refusals;
}
