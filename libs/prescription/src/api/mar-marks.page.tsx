import type { MarDto } from './mar.dto.js';
import type { MarPrescriptionDto } from './mar-prescription.dto.js';
import type { MarCorrectionDto, MarDoseDto, MarRecordDto } from './mar-record.dto.js';

/** A record with more to say than a cell has room for. */
export interface MarNote {
  readonly number: number;
  readonly prescription: MarPrescriptionDto;
  readonly dose: MarDoseDto;
  readonly record: MarRecordDto;
}

/** A wrong record, as the back of the chart tells of it. */
export interface NumberedCorrection extends MarCorrectionDto {
  readonly number: number;
  readonly prescription: MarPrescriptionDto;
}

/** What the cells refer to at the back of the chart, by number. */
export interface MarMarks {
  readonly notes: readonly MarNote[];
  readonly corrections: readonly NumberedCorrection[];
  /** The marks of a dose, such as `3` and `c1`, by {@link slotOf} or by the id of the record that holds. */
  readonly of: ReadonlyMap<string, readonly string[]>;
}

export function slotOf(prescriptionId: string, scheduledFor: string | null): string {
  return `${prescriptionId} ${scheduledFor ?? ''}`;
}

/** Numbers the notes and the corrections in the order of the chart. */
export function marksOf({ prescriptions }: MarDto): MarMarks {
  const notes: MarNote[] = [];
  const corrections: NumberedCorrection[] = [];
  const marks = new Map<string, string[]>();
  const mark = (key: string, text: string): void => {
    marks.set(key, [...(marks.get(key) ?? []), text]);
  };
  for (const prescription of prescriptions) {
    const { prescriptionId } = prescription;
    for (const dose of prescription.doses) {
      const { administration: record } = dose;
      if (record === null || !hasMoreToSay(dose, record)) continue;
      notes.push({ number: notes.length + 1, prescription, dose, record });
      mark(slotOf(prescriptionId, dose.scheduledFor), String(notes.length));
    }
    for (const correction of prescription.corrections) {
      const { wrong, right, reason } = correction;
      corrections.push({ number: corrections.length + 1, prescription, wrong, right, reason });
      const places = [wrong, ...(right === null ? [] : [right])].map(({ scheduledFor, id }) =>
        scheduledFor === null ? id : slotOf(prescriptionId, scheduledFor),
      );
      for (const place of new Set(places)) mark(place, `c${corrections.length}`);
    }
  }
  return { notes, corrections, of: marks };
}

function hasMoreToSay({ isOffSchedule, isOtherQuantity }: MarDoseDto, record: MarRecordDto): boolean {
  const { reason, note, acknowledgeReason } = record;
  return isOffSchedule || isOtherQuantity || [reason, note, acknowledgeReason].some((said) => said !== null);
}
