import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aResidentSinceNovember, AS_NEEDED, record, thePrescription } from '../../support/builders/prescriptions.js';
import { move } from '../../support/builders/residents.js';
import type { Body, Client } from '../../support/client.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';

interface Counts extends Body {
  readonly due: number;
  readonly takenPart: number | null;
}
interface Adherence extends Body {
  readonly total: Counts;
  readonly medicines: readonly { readonly prescriptionIds: readonly string[]; readonly doses: Counts }[];
}
interface Summary extends Body {
  readonly total: Counts;
  readonly rounds: readonly Body[];
  readonly toFollowUp: readonly { readonly residentId: string; readonly state: string }[];
}

let home: Home;
let nurse: Client;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T21:30:00+01:00' });
  nurse = await home.as('nurse');
});
afterAll(() => home.stop());

function adherence(residentId: string, query: string): Promise<Adherence> {
  return nurse.read<Adherence>(`/api/v1/residents/${residentId}/adherence?${query}`);
}

/** The counts that are not zero. */
function counted(counts: Counts): Body {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

describe('the adherence of a resident', () => {
  test('says of each medicine what became of its doses, whichever prescription they are of', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const twice = await thePrescription(home, { residentId });
    const asNeeded = await thePrescription(home, { residentId, terms: { schedule: AS_NEEDED } });
    const doses: readonly [string, object][] = [
      ['2026-11-23T08:00:00+01:00', { administeredAt: '2026-11-23T08:10:00+01:00' }],
      ['2026-11-23T20:00:00+01:00', { administeredAt: '2026-11-23T21:20:00+01:00' }],
      [
        '2026-11-24T08:00:00+01:00',
        { outcome: 'refused', reason: 'refused', administeredAt: '2026-11-24T08:00:00+01:00' },
      ],
    ];
    for (const [scheduledFor, said] of doses) {
      expect((await record(nurse, twice, { scheduledFor, ...said })).status).toBe(201);
    }
    expect((await record(nurse, asNeeded, { administeredAt: '2026-11-24T10:00:00+01:00' })).status).toBe(201);
    const { total, medicines } = await adherence(residentId, 'from=2026-11-22&to=2026-11-24');
    const expected = { due: 6, given: 2, late: 1, refused: 1, missed: 2, pending: 1, takenPart: 0.4 };
    expect(counted(total)).toEqual(expected);
    expect(medicines).toHaveLength(2);
    const of = (id: string) => medicines.find(({ prescriptionIds }) => prescriptionIds.includes(id));
    expect(of(twice.id)).toMatchObject({ doses: expected, takenAsNeeded: 0, medication: { id: twice.medicationId } });
    expect(of(asNeeded.id)).toMatchObject({ doses: { due: 0, takenPart: null }, takenAsNeeded: 1 });
  });

  test('leaves out the days in hospital, and what is corrected counts as it is right', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const { id } = await thePrescription(home, { residentId });
    await move(nurse, residentId, 'hospitalisation', { at: '2026-11-20T10:00:00+01:00' });
    await move(nurse, residentId, 'return', { at: '2026-11-22T10:00:00+01:00' });
    const given = await record(
      nurse,
      { id },
      {
        ...{ scheduledFor: '2026-11-20T08:00:00+01:00', administeredAt: '2026-11-20T08:00:00+01:00' },
      },
    );
    const right = { outcome: 'omitted', outcomeReason: 'asleep', reason: 'it was the other tablet' };
    expect((await nurse.post(`/api/v1/administrations/${given.body.id}/correct`, right)).status).toBe(200);
    const { total } = await adherence(residentId, 'from=2026-11-20&to=2026-11-22');
    expect(counted(total)).toEqual({ due: 2, omitted: 1, missed: 1, notRequired: 4 });
  });

  test('counts what was given before anybody knew that it had been stopped', async () => {
    const { id: residentId } = await aResidentSinceNovember(home);
    const { id } = await thePrescription(home, { residentId });
    const given = { scheduledFor: '2026-11-23T08:00:00+01:00', administeredAt: '2026-11-23T08:00:00+01:00' };
    expect((await record(nurse, { id }, given)).status).toBe(201);
    const prescriber = await home.as('prescriber');
    const stop = { reason: 'told on the telephone', at: '2026-11-22T21:00:00+01:00' };
    expect((await prescriber.post(`/api/v1/prescriptions/${id}/stop`, stop)).status).toBe(200);
    const { total } = await adherence(residentId, 'from=2026-11-22&to=2026-11-24');
    expect(counted(total)).toEqual({ due: 3, given: 1, missed: 2, takenPart: 0.3333 });
    const { total: ofTheDay } = await adherence(residentId, 'from=2026-11-23&to=2026-11-24');
    expect(counted(ofTheDay)).toEqual({ due: 1, given: 1, takenPart: 1 });
  });

  test('is of ten years at most, and of somebody the home knows', async () => {
    const { id } = await aResidentSinceNovember(home);
    expect(await adherence(id, 'from=2017-01-01')).toMatchObject({ total: { due: 0 }, medicines: [] });
    const path = (of: string, query: string) => `/api/v1/residents/${of}/adherence?${query}`;
    expectProblem(await nurse.get(path(id, 'from=2011-01-01')), 400, 'bad-query');
    expectProblem(await nurse.get(path('0199b1d0-7c00-7000-8000-000000000009', '')), 404, 'not-found');
  });
});

describe('a round that is handed over', () => {
  test('tells by time and unit what was given and what not, and names who is to be looked after', async () => {
    const [first, second] = [await aResidentSinceNovember(home), await aResidentSinceNovember(home)];
    const prescriptions = [
      await thePrescription(home, { residentId: first.id }),
      await thePrescription(home, { residentId: second.id }),
    ];
    const scheduledFor = '2026-11-24T20:00:00+01:00';
    const [one, other] = prescriptions;
    await record(nurse, { id: one?.id ?? '' }, { scheduledFor, administeredAt: '2026-11-24T20:05:00+01:00' });
    await record(nurse, { id: other?.id ?? '' }, { scheduledFor, outcome: 'omitted', reason: 'asleep' });
    const window = 'from=2026-11-24T19:30:00%2B01:00&to=2026-11-24T22:00:00%2B01:00&unit=Ground%20floor';
    const summary = await nurse.read<Summary>(`/api/v1/medication-rounds/summary?${window}`);
    const evening = summary.rounds.filter((round) => round['scheduledFor'] === '2026-11-24T19:00:00.000Z');
    expect(evening).toMatchObject([{ unit: 'Ground floor', doses: { given: 1, omitted: 1 } }]);
    const told = summary.toFollowUp.map(({ residentId, state }) => [residentId, state]);
    expect(told).toContainEqual([second.id, 'omitted']);
    expect(told.map(([residentId]) => residentId)).not.toContain(first.id);
  });

  test('may be that of one resident', async () => {
    const { id } = await aResidentSinceNovember(home);
    await thePrescription(home, { residentId: id });
    const summary = await nurse.read<Summary>(`/api/v1/medication-rounds/summary?residentId=${id}`);
    expect(counted(summary.total)).toEqual({ due: 2, missed: 1, pending: 1 });
    expect(summary.toFollowUp.map(({ state }) => state)).toEqual(['missed', 'overdue']);
  });
});
