import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueKey } from '../../support/builders/api-keys.js';
import { addressOf, oneOfEach, type OneOfEach } from '../../support/builders/one-of-each.js';
import { aPrescription } from '../../support/builders/prescriptions.js';
import { aResident } from '../../support/builders/residents.js';
import type { Client } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import { Home } from '../../support/home.js';
import { expectProblem } from '../../support/matchers.js';
import { entriesOf, type Entry } from '../../support/trail.js';

/** What the trail tells of each route that reads the record of one resident, and of what; `?` narrows a list to one. */
const TOLD: Readonly<Record<string, string>> = {
  '/audit?residentId': 'audit-entry of residents',
  '/residents/{id}': 'resident of residents',
  '/residents/{residentId}/movements': 'movement of residents',
  '/residents/{residentId}/movements/{id}': 'movement of movements',
  '/residents/{residentId}/allergies': 'allergy of residents',
  '/residents/{residentId}/allergies/{id}': 'allergy of allergies',
  '/residents/{residentId}/conditions': 'condition of residents',
  '/residents/{residentId}/conditions/{id}': 'condition of conditions',
  '/residents/{residentId}/observations': 'observation of residents',
  '/residents/{residentId}/observations/{id}': 'observation of observations',
  '/residents/{residentId}/assessments': 'assessment of residents',
  '/residents/{residentId}/assessments/{id}': 'assessment of assessments',
  '/residents/{residentId}/wellness': 'wellness-overview of residents',
  '/residents/{residentId}/alert-rules': 'alert-rules of residents',
  '/alerts?residentId': 'alert of residents',
  '/alerts/{id}': 'alert of alerts',
  '/alerts/{id}/events': 'alert of alerts',
  '/prescriptions?residentId': 'prescription of residents',
  '/prescriptions/{id}': 'prescription of prescriptions',
  '/prescriptions/{id}/revisions': 'prescription of prescriptions',
  '/prescriptions/{id}/can-give': 'prescription of prescriptions',
  '/administrations?residentId': 'administration of residents',
  '/administrations?prescriptionId': 'administration of prescriptions',
  '/administrations/{id}': 'administration of administrations',
  '/medication-rounds?residentId': 'medication-round of residents',
  '/medication-rounds/summary?residentId': 'medication-round of residents',
  '/residents/{residentId}/adherence': 'adherence of residents',
  '/residents/{id}/mar': 'medication-administration-record of residents',
  '/activities/{activityId}/enrolments?residentId': 'enrolment of residents',
  '/activities/{activityId}/enrolments/{id}': 'enrolment of enrolments',
  '/activity-sessions?residentId': 'activity-session of residents',
  '/residents/{residentId}/participation': 'participation of residents',
  '/residents/{residentId}/charts/participation.svg': 'participation of residents',
  '/residents/{residentId}/trends?type=pain': 'trend of residents',
  '/residents/{residentId}/charts/{type}.svg': 'chart of residents',
  '/activities/calendar.ics?residentId': 'activity-session of residents',
};

/** Lists of many, and what is nobody's. */
const UNTOLD = [
  '/residents',
  '/residents?q=ort',
  '/prescriptions',
  '/administrations',
  '/administrations?prescriptionId=0199b1d0-7c00-7000-8000-00000000dead',
  '/medication-rounds',
  '/medication-rounds/summary',
  '/activity-sessions',
  '/activities/calendar.ics',
  '/activities/{id}',
  '/activities/{id}/enrolments',
  '/activities/without-participation',
  '/activities/programme',
  '/activities/{id}/sessions/{startsAt}/attendance',
  '/alerts',
  '/alerts/stream',
  '/alert-rules',
  '/rooms',
  '/rooms/{id}',
  '/medications/{id}',
  '/observation-types',
  '/audit',
  '/audit/verify',
  '/auth/me',
];

let home: Home;
let auditor: Client;
let nurse: Client;
let things: OneOfEach;
let resident: string;

beforeAll(async () => {
  home = await Home.start({ clockAt: '2026-11-24T08:05:00+01:00' });
  things = await oneOfEach(home, '2026-10-11T10:30');
  [auditor, nurse] = await Promise.all([home.as('auditor'), home.as('nurse')]);
  resident = `/api/v1/residents/${things['residents'] ?? ''}`;
});
afterAll(() => home.stop());

/** The reads that a filter finds, in their order. */
async function reads(query: string): Promise<Entry[]> {
  return (await entriesOf(auditor, query)).filter(({ action }) => action === 'read');
}

async function requestsTold(query: string): Promise<string[]> {
  return (await reads(query)).map(({ requestId }) => requestId);
}

/** In the end the reads that a filter finds are those of these requests, in this order. */
function expectTold(query: string, requestIds: readonly string[]): Promise<void> {
  return eventually<readonly string[]>(() => requestsTold(query), requestIds);
}

/** A new resident, whose record nobody has read. */
async function someoneNew(): Promise<string> {
  return (await nurse.created('/api/v1/residents', aResident())).id;
}

function asRequest(id: string, more: Record<string, string> = {}): Record<string, string> {
  return { 'x-request-id': id, ...more };
}

describe('who looked at a resident', () => {
  test('is found by the resident and by the person, with what, when and in which request', async () => {
    const id = await someoneNew();
    const carer = await home.as('carer');
    await nurse.get(`/api/v1/residents/${id}`, asRequest('tablet-7/1'));
    await carer.get(`/api/v1/residents/${id}/allergies`, asRequest('tablet-8/1'));
    await expectTold(`residentId=${id}&actor=the-carer`, ['tablet-8/1']);
    const [byNurse, byCarer] = await reads(`residentId=${id}`);
    expect(byNurse).toMatchObject({
      actor: 'the-nurse',
      action: 'read',
      resource: 'resident',
      resourceId: id,
      residentId: id,
      before: null,
      after: null,
      requestId: 'tablet-7/1',
    });
    expect(byCarer).toMatchObject({ actor: 'the-carer', resource: 'allergy', resourceId: id, residentId: id });
    expect(byNurse?.at.slice(0, 13)).toBe('2026-11-24T07');
    expect((byNurse?.at ?? '') <= (byCarer?.at ?? '')).toBe(true);
  });

  test('is found when it was a program', async () => {
    const id = await someoneNew();
    const { name, key } = await issueKey(await home.as('admin'));
    await home.bearing(key).read(`/api/v1/residents/${id}`);
    const program = `api-key:${name}`;
    await eventually(async () => (await reads(`actor=${encodeURIComponent(program)}`)).length, 1);
    expect(await reads(`residentId=${id}`)).toMatchObject([{ actor: program, resource: 'resident' }]);
  });

  test('is found when it was someone who reads the trail about them', async () => {
    const id = await someoneNew();
    const manager = await home.as('manager');
    await manager.get(`/api/v1/audit?residentId=${id}`, asRequest('who-was-it'));
    await expectTold('actor=the-manager&resource=audit-entry', ['who-was-it']);
  });
});

describe('the trail tells', () => {
  /** A path of the tables as it is asked for, narrowed to the one resident or prescription. */
  function asked(template: string): string {
    const [path = '', filter = ''] = template.split('?');
    const value = { residentId: things['residents'], prescriptionId: things['prescriptions'] }[filter];
    const query = value === undefined ? filter : `${filter}=${value}`;
    return `/api/v1${addressOf(path, things)}${query === '' ? '' : `?${query}`}`;
  }

  test('of every route that reads the record of one resident, what of it was read', async () => {
    for (const template of Object.keys(TOLD)) await auditor.get(asked(template), asRequest(`told:${template}`));
    const kindOf = new Map(Object.entries(things).map(([kind, id]) => [id, kind]));
    const ofRequests = async (): Promise<Record<string, string>> => {
      const all = await reads('actor=the-auditor');
      return Object.fromEntries(
        all.flatMap(({ requestId, resource, resourceId, residentId }) =>
          requestId.startsWith('told:') && residentId === things['residents']
            ? [[requestId.slice('told:'.length), `${resource} of ${kindOf.get(resourceId) ?? 'nothing'}`]]
            : [],
        ),
      );
    };
    await eventually(async () => Object.keys(await ofRequests()).length, Object.keys(TOLD).length);
    expect(await ofRequests()).toEqual(TOLD);
  });

  test('nothing of lists of many and of what is nobody’s', async () => {
    const manager = await home.as('manager');
    for (const template of UNTOLD) {
      const { status } = await manager.get(asked(template), asRequest(`untold:${template}`));
      expect([template, status]).toEqual([template, 200]);
    }
    await manager.get(resident, asRequest('untold-no-more'));
    const ofThese = async (): Promise<string[]> =>
      (await requestsTold('actor=the-manager')).filter((id) => id.startsWith('untold'));
    await eventually(ofThese, ['untold-no-more']);
  });

  test('of the check of a prescription, which answers with allergies and other medicines', async () => {
    const order = aPrescription(things['residents'] ?? '', things['medications'] ?? '');
    const key = { 'idempotency-key': 'check-once' };
    const prescriber = await home.as('prescriber');
    await prescriber.post('/api/v1/prescriptions/check', order, asRequest('checked', key));
    await expectTold('actor=the-prescriber', ['checked']);
    const [check] = await reads('actor=the-prescriber');
    expect(check).toMatchObject({ resource: 'prescription', residentId: things['residents'] });
  });

  test('nothing of reads that were refused', async () => {
    const coordinator = await home.as('coordinator');
    const id = await someoneNew();
    const allergy = `allergies/${things['allergies'] ?? ''}`;
    expectProblem(await coordinator.get(`${resident}/conditions`, asRequest('refused-1')), 403, 'forbidden');
    expectProblem(
      await coordinator.get(`/api/v1/residents/${id}/${allergy}`, asRequest('refused-2')),
      404,
      'not-found',
    );
    expectProblem(await coordinator.get(`${resident}/allergies?limit=0`, asRequest('refused-3')), 400, 'bad-query');
    expectProblem(await home.visitor().get(resident, asRequest('refused-4')), 401, 'unauthenticated');
    await coordinator.get(`${resident}/${allergy}`, asRequest('answered'));
    await expectTold('actor=the-coordinator', ['answered']);
    expect((await reads('actor=system')).length).toBe(0);
    expect(await reads(`residentId=${id}&actor=the-coordinator`)).toEqual([]);
  });

  test('of a read that found nothing changed', async () => {
    const prescriber = await home.as('prescriber');
    const allergy = `${resident}/allergies/${things['allergies'] ?? ''}`;
    const unchanged = await prescriber.get(allergy, asRequest('again', { 'if-none-match': '"1"' }));
    expect(unchanged.status).toBe(304);
    await expectTold('actor=the-prescriber&resource=allergy', ['again']);
  });
});

describe('reads', () => {
  test('stand in the same chain as writes', async () => {
    const id = await someoneNew();
    await nurse.get(`/api/v1/residents/${id}`);
    await nurse.patch(`/api/v1/residents/${id}`, { notes: 'likes tea' });
    await eventually(async () => (await reads(`residentId=${id}&actor=the-nurse`)).length, 1);
    const about = (await entriesOf(auditor, `residentId=${id}&resource=resident`)).map(({ action }) => action);
    expect(about).toEqual(['create', 'read', 'update']);
    expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  });

  test('are all told after a clean stop that comes at once', async () => {
    const id = await someoneNew();
    const requests = Array.from({ length: 40 }, (_, index) => `last-${index}`);
    await Promise.all(requests.map((request) => nurse.get(`/api/v1/residents/${id}`, asRequest(request))));
    await home.restart();
    const told = await requestsTold(`residentId=${id}&actor=the-nurse`);
    expect(told.toSorted()).toEqual(requests.toSorted());
    expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  });
});
