import { merged, type Quantity } from '#platform/kernel';
import { later, startOfDay, type Instant } from '#platform/time';
import {
  active,
  canGiveAsNeeded,
  noAllergy,
  present,
  whenAsNeeded,
  type AsNeededAnswer,
  type CountedDose,
  type LimitQuestion,
  type WhenGivable,
} from './as-needed.js';
import { blocks, type Check } from './check.js';
import { absenceAt, allergiesInWords, nextDose, type AsNeededRevision, type DoseCase } from './dose-case.js';
import type { WindowedDose } from './dose-window.js';
import { checkRecording, recordedOnce } from './record-dose.js';
import { statusAt } from './status.js';

/** How many doses ahead are looked at for the first that can be given. */
const LOOK_AHEAD = 50;

/** Whether a dose may be given, with every rule that was looked at (clinical.md A8). */
export type CanGive = AsNeededAnswer;

export interface AsNeededAsk {
  readonly at: Instant;
  /** Null: the dose as prescribed. */
  readonly quantity: Quantity | null;
  readonly counted: readonly CountedDose[];
}

/** {@link canGiveAsNeeded} of a prescription, which also has to have begun. */
export function canGiveAsNeededDose(doseCase: DoseCase, revision: AsNeededRevision, ask: AsNeededAsk): CanGive {
  const allergies = allergiesInWords(doseCase);
  const answer = canGiveAsNeeded(merged(questionAt(doseCase, revision, ask, ask.at), { allergies }));
  const begins = startOfDay(revision.startsOn, doseCase.zone);
  if (ask.at >= begins) return answer;
  const { until } = whenAsNeededDose(doseCase, revision, ask);
  const detail = `The prescription begins on ${revision.startsOn}.`;
  const facts = { startsOn: revision.startsOn };
  const notBegun: Check = { rule: 'prescription-not-active', outcome: 'block', detail, facts, until: begins };
  return { allowed: false, until, rules: [notBegun, ...answer.rules] };
}

/** The same answer without what is to be said of each rule. */
export function whenAsNeededDose(doseCase: DoseCase, revision: AsNeededRevision, ask: AsNeededAsk): WhenGivable {
  const begins = startOfDay(revision.startsOn, doseCase.zone);
  if (ask.at >= begins) return whenAsNeeded(questionAt(doseCase, revision, ask, ask.at));
  const then = whenAsNeeded(questionAt(doseCase, revision, ask, begins));
  return { allowed: false, until: then.allowed ? begins : then.until };
}

/**
 * Whether a scheduled dose may be given at an instant: `dose` is the one that the act would belong to. A late one may, if a
 * reason is given.
 * @param recorded the slots of doses that have a record, from that of `dose` on
 */
export function canGiveScheduled(
  doseCase: DoseCase,
  dose: WindowedDose | undefined,
  recorded: ReadonlySet<Instant>,
  { at, quantity }: Omit<AsNeededAsk, 'counted'>,
): CanGive {
  const status = statusAt(doseCase.prescription, at, doseCase.zone);
  const own = active(status === 'suspended' ? 'active' : status);
  const here = present(absenceAt(doseCase.absences, at));
  const waitingHelps = own.outcome === 'pass' && here.outcome === 'pass';
  const next = waitingHelps ? nextGivable(doseCase, dose?.scheduledFor ?? at, recorded) : undefined;
  const act = { outcome: 'given', reason: 'late', quantity, note: null, administeredAt: at } as const;
  const scheduledFor = dose?.scheduledFor ?? at;
  const rules = [
    own,
    here,
    ...checkRecording({ scheduledFor, dose, act, acknowledged: [] }),
    ...(dose === undefined ? [] : [recordedOnce(dose.scheduledFor, recorded.has(dose.scheduledFor))]),
    noAllergy(allergiesInWords(doseCase)),
  ];
  const allowed = !rules.some(blocks);
  if (allowed) return { allowed, until: undefined, rules };
  return { allowed, until: next && later(at, next.window.opensAt), rules };
}

function questionAt(doseCase: DoseCase, revision: AsNeededRevision, ask: AsNeededAsk, at: Instant): LimitQuestion {
  const { prescription, zone, absences } = doseCase;
  return {
    schedule: revision.schedule,
    dose: { quantity: ask.quantity ?? revision.dose.quantity, unit: revision.dose.unit },
    at,
    status: statusAt(prescription, at, zone),
    absence: absenceAt(absences, at),
    counted: ask.counted,
  };
}

function nextGivable(doseCase: DoseCase, after: Instant, recorded: ReadonlySet<Instant>): WindowedDose | undefined {
  let dose = nextDose(doseCase, after);
  for (let step = 0; step < LOOK_AHEAD && dose !== undefined; step += 1) {
    if (dose.required && !recorded.has(dose.scheduledFor)) return dose;
    dose = nextDose(doseCase, dose.scheduledFor);
  }
  return undefined;
}
