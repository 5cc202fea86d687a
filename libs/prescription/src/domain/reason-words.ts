import { REASON_CODES, REASONS, type Outcome, type ReasonCode } from './outcome.js';
import type { Words } from './schedule-words.js';

/** A sign in a cell of the chart, and what it stands for. */
export interface ChartCode {
  readonly code: string;
  readonly meaning: Words;
}

/** Clinical.md A2 has no letter for what somebody took alone, with nothing to explain: this one is free there. */
const TAKEN_ALONE: ChartCode = {
  code: 'T',
  meaning: { en: 'Taken by the resident alone', es: 'La tomó el residente por su cuenta' },
};

const SPANISH: Readonly<Record<ReasonCode, string>> = {
  refused: 'La persona dijo que no',
  'refused-destroyed': 'Preparada, rechazada y destruida',
  'spat-or-vomited': 'Tomada y después perdida (escupida o vomitada)',
  nausea: 'Náuseas, no tomada',
  asleep: 'Dormía',
  'absent-leave': 'De permiso',
  'absent-hospital': 'En el hospital',
  'absent-other': 'No se encontró, o estaba en una cita',
  'too-unwell': 'Demasiado indispuesto',
  'nil-by-mouth': 'En ayunas, o por una prueba',
  swallowing: 'No traga con seguridad',
  'clinical-hold': 'Una medición previa fuera de sus límites',
  'loose-stools': 'Laxante retenido por heces blandas',
  'not-required': 'A demanda, y no hizo falta',
  'out-of-stock': 'No queda en el centro',
  'awaiting-supply': 'Pedida, no ha llegado',
  damaged: 'Caída o rota',
  expired: 'Caducada',
  'omitted-error': 'Omitida por el personal, descubierto después',
  'paper-chart': 'Anotada en papel',
  'self-managed': 'Guarda su propia medicación',
  late: 'Dada tarde, por una causa fuera de esta lista',
  other: 'Otro motivo, en palabras',
};

/** The code that the chart prints for what became of a dose; undefined: initials say it all. */
export function chartCode(outcome: Outcome, reason: ReasonCode | null): ChartCode | undefined {
  if (reason !== null) return { code: REASONS[reason].print, meaning: reasonInWords(reason) };
  return outcome === 'self-administered' ? TAKEN_ALONE : undefined;
}

export function reasonInWords(reason: ReasonCode): Words {
  return { en: REASONS[reason].meaning, es: SPANISH[reason] };
}

/** The codes among these in the order of clinical.md A2, each once. */
export function keyOf(codes: readonly (ChartCode | undefined)[]): readonly ChartCode[] {
  const used = new Set(codes.map((one) => one?.code));
  const all = REASON_CODES.map((reason) => ({ code: REASONS[reason].print, meaning: reasonInWords(reason) }));
  return [...all, TAKEN_ALONE].filter(({ code }) => used.has(code));
}
