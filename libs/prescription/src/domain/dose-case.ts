import { addMilliseconds, contains, type Instant, type Zone } from '#platform/time';
import type { AsNeededSchedule, Prescription, Revision } from './prescription.js';
import { doseForAct, findDose, type WindowContext, type WindowedDose, type WindowRules } from './dose-window.js';
import { revisionAt } from './revisions.js';
import { allergyWarnings, type KnownAllergy } from './safety.js';
import { firstDoseFrom, type Absence, type DoseTerms } from './schedule.js';
import { doseTermsOf } from './status.js';
import type { Substance } from './substance.js';

/** What rules about a dose look at in a medicine. */
export interface DosedMedicine extends Substance {
  readonly name: string;
  readonly timeCritical: boolean;
}

/** A prescription with all that is to be known to judge a dose of it. */
export interface DoseCase {
  readonly prescription: Prescription;
  readonly medicine: DosedMedicine;
  /** Of the resident, over all time. */
  readonly absences: readonly Absence[];
  /** The resident's own, whether they concern the medicine or not. */
  readonly allergies: readonly KnownAllergy[];
  readonly rules: WindowRules;
  readonly zone: Zone;
}

/** A revision whose doses have no time of their own. */
export type AsNeededRevision = Revision & { readonly schedule: AsNeededSchedule };

/** The revision in force at an instant, where that is one as needed. */
export function asNeededAt({ prescription }: DoseCase, at: Instant): AsNeededRevision | undefined {
  const revision = revisionAt(prescription.revisions, at);
  return isAsNeeded(revision) ? revision : undefined;
}

export function isAsNeeded(revision: Revision): revision is AsNeededRevision {
  return revision.schedule.kind === 'as-needed';
}

export function windowContextOf({ medicine, rules, zone }: DoseCase): WindowContext {
  return { timeCritical: medicine.timeCritical, rules, zone };
}

export function termsOfCase({ prescription, absences }: DoseCase): DoseTerms | undefined {
  return doseTermsOf(prescription, absences);
}

/** The dose at exactly that slot or, where none is named, the one that an act at `at` belongs to. */
export function doseInQuestion(doseCase: DoseCase, slot: Instant | null, at: Instant): WindowedDose | undefined {
  const terms = termsOfCase(doseCase);
  if (terms === undefined) return undefined;
  const context = windowContextOf(doseCase);
  return slot === null ? doseForAct(terms, at, context) : findDose(terms, slot, context);
}

/** The first dose whose slot comes after an instant. */
export function nextDose(doseCase: DoseCase, after: Instant): WindowedDose | undefined {
  const terms = termsOfCase(doseCase);
  if (terms === undefined) return undefined;
  const slot = firstDoseFrom(terms, doseCase.zone, addMilliseconds(after, 1));
  return slot && findDose(terms, slot.scheduledFor, windowContextOf(doseCase));
}

/** Where the resident is at an instant when not in the home. */
export function absenceAt(absences: readonly Absence[], at: Instant): Absence['kind'] | null {
  return absences.find((absence) => contains(absence, at))?.kind ?? null;
}

/** The allergies that concern the medicine, in words. */
export function allergiesInWords({ medicine, allergies }: DoseCase): readonly string[] {
  return allergyWarnings(medicine, allergies).map(({ detail }) => detail);
}
