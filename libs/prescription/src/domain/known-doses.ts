import type { Window } from '#platform/time';
import { termsOfCase, windowContextOf, type DoseCase } from './dose-case.js';
import { windowedDoses, type WindowContext, type WindowedDose } from './dose-window.js';
import type { Prescription } from './prescription.js';
import type { Absence } from './schedule.js';

/** The doses of a prescription in a window, with what else they were told from. */
interface KnownDoses {
  readonly window: Window;
  readonly context: WindowContext;
  readonly absences: readonly Absence[];
  readonly doses: readonly WindowedDose[];
}

/** Windows of a prescription that are known: the round that goes on, which is asked for again and again, and another. */
const WINDOWS = 2;

/** Doses that are kept for a window: those of a usual day. */
const DOSES = 6;

const known = new WeakMap<Prescription, readonly KnownDoses[]>();

/** The {@link windowedDoses} of a case, told once for as long as nothing changes that they are told from. */
export function dosesInWindow(doseCase: DoseCase, window: Window): readonly WindowedDose[] {
  const { prescription, absences } = doseCase;
  const before = known.get(prescription) ?? [];
  for (const one of before) if (isOf(one, doseCase, window)) return one.doses;
  const terms = termsOfCase(doseCase);
  const context = windowContextOf(doseCase);
  const doses = terms === undefined ? [] : windowedDoses(terms, window, context);
  if (doses.length <= DOSES) {
    known.set(prescription, [{ window, context, absences, doses }, ...before.slice(0, WINDOWS - 1)]);
  }
  return doses;
}

function isOf({ window, context, absences }: KnownDoses, doseCase: DoseCase, asked: Window): boolean {
  return (
    window.from === asked.from &&
    window.to === asked.to &&
    context.timeCritical === doseCase.medicine.timeCritical &&
    context.rules === doseCase.rules &&
    context.zone === doseCase.zone &&
    areSame(absences, doseCase.absences)
  );
}

function areSame(a: readonly Absence[], b: readonly Absence[]): boolean {
  return a.length === b.length && a.every((absence, index) => isSame(absence, b[index]));
}

function isSame(a: Absence, b: Absence | undefined): boolean {
  return a.kind === b?.kind && a.from === b.from && a.to === b.to;
}
