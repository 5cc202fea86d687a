import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, parseInstant, type Instant } from '#platform/time';
import { acknowledge, escalate, isToBeEscalated, repeat, resolve, settle, SYSTEM, type Alert } from './alert.js';
import type { Finding } from './cause.js';
import { differences } from './differences.js';
import { planAlerts, type Plan } from './plan.js';
import { isWorse, SEVERITIES, type Severity } from './severity.js';

const NOW = parseInstant('2026-11-24T08:00:00Z');
const ACT = { by: 'nurse', at: NOW };

function finding(details: Partial<Finding> = {}): Finding {
  return {
    residentId: 'ana',
    rule: 'threshold',
    key: 'heart-rate:high',
    severity: 'warning',
    message: { en: 'Heart rate', es: 'Pulso' },
    at: NOW,
    sourceId: 'reading',
    inputs: [],
    ...details,
  };
}

function plan(active: readonly Alert[], findings: readonly Finding[]): Plan {
  let count = 0;
  return planAlerts(active, findings, () => `alert ${(count += 1)}`, ACT);
}

function anAlert(details: Partial<Finding> = {}): Alert {
  const [alert] = plan([], [finding(details)]).raised;
  if (alert === undefined) throw new Error('nothing was raised');
  return alert;
}

const at = (minute: number): Instant => parseInstant(`2026-11-24T07:${String(minute).padStart(2, '0')}:00Z`);
const severities = fc.constantFrom(...SEVERITIES);

describe('what is found', () => {
  test('raises one alert for each resident and cause', () => {
    const { raised, events } = plan(
      [],
      [
        finding(),
        finding({ at: at(10) }),
        finding({ residentId: 'luis' }),
        finding({ key: 'fall' }),
        finding({ residentId: null }),
      ],
    );
    expect(raised.map(({ residentId, cause, occurrences }) => [residentId, cause, occurrences])).toEqual([
      ['ana', 'heart-rate:high', 2],
      ['luis', 'heart-rate:high', 1],
      ['ana', 'fall', 1],
      [null, 'heart-rate:high', 1],
    ]);
    expect(events.map(({ kind }) => kind)).toEqual(['raised', 'repeated', 'raised', 'raised', 'raised']);
  });

  test('is counted on the alert that is there', () => {
    const before = anAlert();
    const { raised, changed } = plan([before], [finding({ at: at(5) }), finding({ at: at(1) })]);
    expect(raised).toEqual([]);
    expect(changed).toEqual([{ before, after: { ...before, occurrences: 3 } }]);
  });

  test('makes an alert worse and never better, and says when', () => {
    fc.assert(
      fc.property(severities, fc.array(severities), (first, others) => {
        const alert = others.reduce(
          (known, severity) => repeat(known, finding({ severity }), ACT).after,
          anAlert({ severity: first }),
        );
        const all: readonly Severity[] = [first, ...others];
        expect(all.filter((severity) => isWorse(severity, alert.severity))).toEqual([]);
        expect(alert.severityRaisedAt !== null).toBe(alert.severity !== first);
        expect(alert.occurrences).toBe(all.length);
      }),
    );
  });

  test('keeps the values of the worst', () => {
    const inputs = [{ name: 'heart-rate', value: 150, unit: '/min', at: NOW, id: 'worse' }];
    const worse = repeat(anAlert(), finding({ severity: 'urgent', inputs }), ACT).after;
    expect(repeat(worse, finding(), ACT).after.inputs).toEqual(inputs);
  });
});

describe('an alert', () => {
  const open = anAlert();
  const seen = acknowledge(open, null, ACT).after;
  const done = resolve(seen, 'seen to', ACT).after;

  test('goes from open to acknowledged to resolved', () => {
    expect([open, seen, done].map(({ status }) => status)).toEqual(['open', 'acknowledged', 'resolved']);
    expect(done).toMatchObject({ acknowledgedBy: 'nurse', resolvedBy: 'nurse', resolvedReason: 'seen to' });
  });

  test.each([
    ['acknowledged again', () => acknowledge(seen, null, ACT)],
    ['acknowledged when it is resolved', () => acknowledge(done, null, ACT)],
    ['resolved before anyone has seen it', () => resolve(open, 'x', ACT)],
    ['resolved again', () => resolve(done, 'x', ACT)],
  ])("can't be %s", (_, act) => {
    expect(act).toThrow(expect.objectContaining({ code: 'illegal-transition' }));
  });

  test('is settled by the system from wherever it is', () => {
    const settled = settle(open, 'it is over', { ...ACT, by: SYSTEM }).after;
    expect(settled).toMatchObject({ status: 'resolved', resolvedBy: 'system', acknowledgedBy: null });
  });
});

describe('an alert that nobody has seen', () => {
  const minutes = { notice: null, warning: 240, urgent: 30, emergency: 5 };
  const open = anAlert();
  const worse = (alert: Alert, minute: number): Alert =>
    repeat(alert, finding({ severity: 'urgent' }), { ...ACT, at: addMinutes(NOW, minute) }).after;
  const seen = acknowledge(open, null, ACT).after;
  const again = (alert: Alert, minute: number): Alert => escalate(alert, { ...ACT, at: addMinutes(NOW, minute) }).after;

  test.each<readonly [string, Alert, number, boolean]>([
    ['in time', open, 239, false],
    ['for too long', open, 240, true],
    ['a notice', anAlert({ severity: 'notice' }), 99_999, false],
    ['since it became worse', worse(open, 100), 129, false],
    ['since it became worse, for too long', worse(open, 100), 130, true],
    ['that somebody has', seen, 99_999, false],
    ['as bad as it is now', worse(seen, 10), 40, true],
    ['after it was escalated', again(open, 240), 479, false],
    ['after it was escalated, for as long again', again(open, 240), 480, true],
    ['after the last time', again(again(again(open, 1), 2), 3), 99_999, false],
    ['and that is resolved', settle(open, 'it is over', ACT).after, 99_999, false],
  ])('%s', (_, alert, minute, due) => {
    expect(isToBeEscalated(alert, minutes, addMinutes(NOW, minute))).toBe(due);
  });
});

describe('a look around', () => {
  const warning = anAlert();
  test.each<[string, readonly Alert[], readonly Finding[], boolean, readonly [number, number]]>([
    ['raises what has no alert', [], [finding()], true, [1, 0]],
    ['leaves what has one', [warning], [finding()], true, [0, 0]],
    ['raises what has become worse', [warning], [finding({ severity: 'urgent' })], true, [1, 0]],
    ['leaves what has become better', [warning], [finding({ severity: 'notice' })], true, [0, 0]],
    ['raises the same of somebody else', [warning], [finding(), finding({ residentId: 'luis' })], true, [1, 0]],
    ['takes the home for somebody else, too', [warning], [finding({ residentId: null })], true, [1, 1]],
    ['settles what is found no more', [warning], [], true, [0, 1]],
    ['settles nothing where that does not mean that it is over', [warning], [], false, [0, 0]],
  ])('%s', (_, active, found, settles, expected) => {
    const { toRaise, toSettle } = differences(active, found, settles);
    expect([toRaise.length, toSettle.length]).toEqual(expected);
  });
});
