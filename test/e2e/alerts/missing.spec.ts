import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ABSENCES, MORNING, type Absence } from '../../support/builders/absences.js';
import { acknowledged, eventsOf, resolve } from '../../support/builders/alerts.js';
import { aResidentSinceNovember } from '../../support/builders/prescriptions.js';
import type { Client, Resource } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { aRoundLater, EVERY_SECOND, expectAlerts, ofRule, theAlert } from '../../support/sweeping.js';

/* One life of each rule that looks for what is missing, all in one home, stage by stage. */

const RULES = Object.entries(ABSENCES);

let home: Home;
let nurse: Client;
/** By rule: who is to have its alert. */
const residents = new Map<string, Resource>();

beforeAll(async () => {
  home = await Home.start({ clockAt: MORNING, environment: { ...EVERY_SECOND, TOKEN_MINUTES: '43200' } });
  nurse = await home.as('nurse');
  for (const [rule] of RULES) residents.set(rule, await aResidentSinceNovember(home));
}, 60_000);
afterAll(() => home.stop());

function whose(rule: string): Resource {
  const resident = residents.get(rule);
  if (resident === undefined) throw new Error(`nobody is there for ${rule}`);
  return resident;
}

function ofEach(work: (rule: string, absence: Absence, resident: Resource) => Promise<unknown>): () => Promise<void> {
  return async () => {
    for (const [rule, absence] of RULES) await work(rule, absence, whose(rule));
  };
}

describe('what is missing', () => {
  beforeAll(ofEach((_, { wanting }, resident) => wanting(home, resident)));

  test.each(RULES)('by %s raises an alert', async (rule, { severity }) => {
    await expectAlerts(nurse, whose(rule).id, rule, [`${severity} open`]);
    expect(await theAlert(nurse, whose(rule).id, rule)).toMatchObject({ occurrences: 1, raisedBy: 'system' });
  });
});

describe('what is still missing with the next round', () => {
  beforeAll(() => aRoundLater(home));

  test.each(RULES)('by %s is the same alert, as it was', async (rule, { severity }) => {
    expect(await ofRule(nurse, whose(rule).id, rule)).toMatchObject([{ severity, occurrences: 1, version: 1 }]);
  });
});

describe('what somebody has seen', () => {
  beforeAll(async () => {
    await ofEach(async (rule, _, { id }) => acknowledged(nurse, await theAlert(nurse, id, rule)))();
    await aRoundLater(home);
  });

  test.each(RULES)('by %s is not raised beside that', async (rule) => {
    const alerts = await ofRule(nurse, whose(rule).id, rule);
    expect(alerts).toMatchObject([{ status: 'acknowledged', occurrences: 1, version: 2 }]);
  });
});

describe('what a person has resolved', () => {
  beforeAll(async () => {
    await ofEach(async (rule, _, { id }) => resolve(nurse, await theAlert(nurse, id, rule)))();
    await aRoundLater(home);
  });

  test.each(RULES)('by %s is left alone, though it still holds', async (rule) => {
    const alerts = await ofRule(nurse, whose(rule).id, rule);
    expect(alerts).toMatchObject([{ status: 'resolved', resolvedReason: 'seen to' }]);
    const events = (await eventsOf(nurse, alerts[0] ?? whose(rule))).map(({ kind }) => kind);
    expect(events).toEqual(['raised', 'acknowledged', 'resolved']);
  });
});

const TIMES = [...new Set(RULES.map(([, { again }]) => again))].sort();

describe.each(TIMES)('at %s', (time) => {
  const later = RULES.filter(([, { again }]) => again > time);
  beforeAll(async () => {
    await home.restart(time);
    for (const [, { again, holdingOn }] of RULES) if (again === time) await holdingOn?.(home);
    if (later.length > 0) await aRoundLater(home);
  });

  test.each(RULES.filter(([, { again }]) => again === time))(
    'what is missing by %s is found again, and resolved by the system when it is made good',
    async (rule, { severity, madeGood, over }) => {
      const resident = whose(rule);
      await expectAlerts(nurse, resident.id, rule, [`${severity} open`, `${severity} resolved`]);
      const { id } = await theAlert(nurse, resident.id, rule);
      await madeGood(home, resident);
      await expectAlerts(nurse, resident.id, rule, [`${severity} resolved`, `${severity} resolved`]);
      expect(await theAlert(nurse, resident.id, rule)).toMatchObject({
        ...{ id, occurrences: 1, resolvedBy: 'system', resolvedReason: over },
      });
    },
  );

  if (later.length > 0) {
    test.each(later)('what is missing by %s is still left alone', async (rule) => {
      expect(await ofRule(nurse, whose(rule).id, rule)).toMatchObject([{ status: 'resolved' }]);
    });
  }
});
