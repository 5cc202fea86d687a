import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidFieldsError, quantity, toDecimal } from '#platform/kernel';
import { addMinutes, parseInstant } from '#platform/time';
import { measure, type MeasureInput, type MeasureOutcome } from './measure.js';
import { recordObservation, type RecordObservation } from './observation.js';
import { OBSERVATION_TYPES, observationType } from './observation-types.js';
import type { ObservationType, Ranges, Scale } from './observation-type.js';

const NOW = parseInstant('2026-03-29T06:00:00Z');

function type(code: string): ObservationType {
  const found = observationType(code);
  if (!found) throw new Error(`no type ${code}`);
  return found;
}

function kept(code: string, input: MeasureInput): unknown {
  const outcome = measure(type(code), input);
  return outcome.ok
    ? { ...outcome.measured, value: outcome.measured.value && toDecimal(outcome.measured.value) }
    : undefined;
}

function codes(outcome: MeasureOutcome): string[] {
  return outcome.ok ? [] : outcome.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

function refusals(code: string, input: MeasureInput): string[] {
  return codes(measure(type(code), input));
}

describe('the registry', () => {
  test('has every type of the contract, once', () => {
    expect(OBSERVATION_TYPES.map(({ code }) => code)).toEqual([
      'heart-rate',
      'respiratory-rate',
      'oxygen-saturation',
      'inspired-oxygen',
      'body-temperature',
      'blood-pressure',
      'consciousness',
      'blood-glucose',
      'body-weight',
      'body-height',
      'pain',
      'mood',
      'sleep',
      'fluid-intake',
      'food-intake',
      'bowel-movement',
      'fall',
    ]);
  });

  test('each LOINC code ends in its check digit', () => {
    const loincs = OBSERVATION_TYPES.flatMap((each) => [
      ...(each.loinc === null ? [] : [each.loinc]),
      ...(each.kind === 'components' ? each.components.map(({ loinc }) => loinc) : []),
    ]);
    expect(loincs.filter((loinc) => loinc !== withCheckDigit(loinc))).toEqual([]);
  });

  test('what is normal is likely, and what is likely is possible', () => {
    const judged = OBSERVATION_TYPES.flatMap((each): readonly Ranges[] =>
      each.kind === 'coded' ? [] : each.kind === 'numeric' ? [each] : each.components,
    );
    const nested = judged.every(
      ({ possible, likely, normal = likely }) =>
        possible.low <= likely.low &&
        likely.low <= normal.low &&
        normal.low <= normal.high &&
        normal.high <= likely.high &&
        likely.high <= possible.high,
    );
    expect(judged).toHaveLength(16);
    expect(nested).toBe(true);
  });
});

/** LOINC's mod 10 check digit: the odd places from the right are doubled. */
function withCheckDigit(loinc: string): string {
  const [digits = ''] = loinc.split('-');
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const weighted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + Math.floor(weighted / 10) + (weighted % 10);
  }, 0);
  return `${digits}-${(10 - (sum % 10)) % 10}`;
}

describe('a measured number', () => {
  test.each<[string, MeasureInput, number, string]>([
    ['heart-rate', { value: 72 }, 72, '/min'],
    ['heart-rate', { value: 72.5, unit: '/min' }, 73, '/min'],
    ['body-temperature', { value: 98.6, unit: '[degF]' }, 37, 'Cel'],
    ['body-temperature', { value: 36.666666666666664 }, 36.7, 'Cel'],
    ['body-weight', { value: 61.349 }, 61.35, 'kg'],
    ['blood-glucose', { value: 5.5, unit: 'mmol/L' }, 99.1, 'mg/dL'],
    ['inspired-oxygen', { value: 2, unit: 'L/min' }, 2, 'L/min'],
    ['pain', { value: 10 }, 10, '{score}'],
    ['bowel-movement', { value: 1 }, 1, '{score}'],
    ['sleep', { value: 450, unit: 'min' }, 7.5, 'h'],
    ['food-intake', { value: 0 }, 0, '%'],
  ])('%s %j is kept as %d %s', (code, input, value, unit) => {
    expect(kept(code, input)).toEqual({ value, unit });
  });

  test.each([{ value: 'air' }, { value: 0 }, { value: 0, unit: 'L/min' }, { value: 'air', unit: 'L/min' }])(
    '%j is room air',
    (input) => {
      expect(kept('inspired-oxygen', input)).toEqual({ value: 0, unit: 'L/min', code: 'air' });
    },
  );

  test.each<[string, MeasureInput, string[]]>([
    ['heart-rate', { value: 9 }, ['/value impossible-value']],
    ['heart-rate', { value: 301 }, ['/value impossible-value']],
    ['heart-rate', { value: 301, confirm: true }, ['/value impossible-value']],
    ['oxygen-saturation', { value: 100.4 }, ['/value impossible-value']],
    ['blood-glucose', { value: 5.5 }, ['/value impossible-value']],
    ['body-height', { value: 1.65 }, ['/value impossible-value']],
    ['pain', { value: 11 }, ['/value impossible-value']],
    ['mood', { value: 0 }, ['/value impossible-value']],
    ['bowel-movement', { value: 8 }, ['/value impossible-value']],
    ['bowel-movement', { value: 3.5 }, ['/value not-whole']],
    ['fluid-intake', { value: -1 }, ['/value impossible-value']],
    ['heart-rate', {}, ['/value required']],
    ['heart-rate', { value: null }, ['/value required']],
    ['heart-rate', { value: '72' }, ['/value not-a-number']],
    ['heart-rate', { value: 'air' }, ['/value not-a-number']],
    ['body-temperature', { value: 37, unit: '°C' }, ['/unit unknown-unit']],
    ['body-temperature', { value: 'x', unit: 'K' }, ['/unit unknown-unit', '/value not-a-number']],
    ['body-weight', { value: 70, unit: 7 }, ['/unit unknown-unit']],
    [
      'heart-rate',
      { systolic: 120, components: {} },
      ['/systolic not-allowed', '/components not-allowed', '/value required'],
    ],
  ])('%s %j is refused: %j', (code, input, expected) => {
    expect(refusals(code, input)).toEqual(expected);
  });

  test.each<[string, MeasureInput]>([
    ['heart-rate', { value: 190 }],
    ['heart-rate', { value: 30 }],
    ['body-temperature', { value: 33.9 }],
    ['body-weight', { value: 450, unit: '[lb_av]' }],
    ['blood-glucose', { value: 20 }],
    ['fluid-intake', { value: 4, unit: 'L' }],
    ['inspired-oxygen', { value: 40 }],
  ])('%s %j is unlikely: it goes through only when confirmed', (code, input) => {
    expect(refusals(code, input)).toEqual(['/value unlikely-value']);
    expect(refusals(code, { ...input, confirm: false })).toEqual(['/value unlikely-value']);
    expect(refusals(code, { ...input, confirm: true })).toEqual([]);
  });

  test('of every scale, exactly what lies between the ends of the possible can be kept', () => {
    const numeric = OBSERVATION_TYPES.filter((each) => each.kind === 'numeric');
    fc.assert(
      fc.property(fc.constantFrom(...numeric), fc.integer({ min: -1000, max: 20_000 }), (each, tenths) => {
        const value = smallest(each.scale, tenths / 10);
        const possible = value >= each.possible.low && value <= each.possible.high;
        expect(measure(each, { value, confirm: true }).ok).toBe(possible);
      }),
    );
  });
});

function smallest(scale: Scale, value: number): number {
  return scale.wholeOnly ? Math.round(value) : value;
}

describe('blood pressure', () => {
  const pressure = { systolic: quantity(135), diastolic: quantity(82) };

  test.each<[MeasureInput]>([
    [{ systolic: 135, diastolic: 82 }],
    [{ components: { systolic: 135, diastolic: 82 } }],
    [{ systolic: 135.4, diastolic: 81.5, unit: 'mm[Hg]' }],
    [{ systolic: 18, diastolic: 10.93, unit: 'kPa' }],
  ])('%j is 135 over 82 mmHg', (input) => {
    expect(measure(type('blood-pressure'), input)).toEqual({
      ok: true,
      measured: { components: pressure, unit: 'mm[Hg]' },
    });
  });

  test.each<[MeasureInput, string[]]>([
    [{ systolic: 80, diastolic: 80 }, ['/diastolic not-descending']],
    [{ systolic: 80, diastolic: 95 }, ['/diastolic not-descending']],
    [{ components: { systolic: 80, diastolic: 95 } }, ['/components/diastolic not-descending']],
    [{ systolic: 135 }, ['/diastolic required']],
    [{}, ['/systolic required', '/diastolic required']],
    [{ systolic: 500, diastolic: 'low' }, ['/systolic impossible-value', '/diastolic not-a-number']],
    [{ systolic: 250, diastolic: 20 }, ['/systolic unlikely-value', '/diastolic unlikely-value']],
    [{ systolic: 135, diastolic: 82, value: 135 }, ['/value not-allowed']],
    [
      { systolic: 135, components: pressure },
      ['/systolic not-allowed', '/components/systolic impossible-value', '/components/diastolic impossible-value'],
    ],
    [{ components: { systolic: 135, diastolic: 82, 'mean/map': 99 } }, ['/components/mean~1map unknown-component']],
    [
      { components: [135, 82] },
      ['/components not-an-object', '/components/systolic required', '/components/diastolic required'],
    ],
    [{ systolic: 135, diastolic: 82, unit: 'Pa' }, ['/unit unknown-unit']],
  ])('%j is refused: %j', (input, expected) => {
    expect(refusals('blood-pressure', input)).toEqual(expected);
  });
});

describe('a coded observation', () => {
  test.each([
    ['consciousness', 'new-confusion'],
    ['fall', 'no-harm'],
    ['fall', 'major'],
  ])('%s may be %s', (code, value) => {
    expect(measure(type(code), { value })).toEqual({ ok: true, measured: { code: value } });
  });

  test.each<[string, MeasureInput, string[]]>([
    ['consciousness', { value: 'confused' }, ['/value unknown-code']],
    ['fall', { value: 1 }, ['/value unknown-code']],
    ['fall', {}, ['/value required']],
    ['fall', { value: 'minor', unit: '1' }, ['/unit not-allowed']],
  ])('%s %j is refused: %j', (code, input, expected) => {
    expect(refusals(code, input)).toEqual(expected);
  });
});

describe('an observation written down', () => {
  const pulse: RecordObservation = {
    id: 'an-id',
    residentId: 'a-resident',
    diedAt: null,
    type: 'heart-rate',
    input: { value: 72 },
    recordedBy: 'a-nurse',
  };

  test('is final, in its own unit, and true of now unless said otherwise', () => {
    expect(recordObservation(pulse, NOW)).toEqual({
      id: 'an-id',
      version: 1,
      createdAt: NOW,
      updatedAt: NOW,
      residentId: 'a-resident',
      type: 'heart-rate',
      value: quantity(72),
      code: null,
      components: null,
      unit: '/min',
      takenAt: NOW,
      method: null,
      note: null,
      recordedBy: 'a-nurse',
      status: 'final',
      statusReason: null,
      markedBy: null,
      correctedBy: null,
    });
  });

  test('keeps when it was true apart from when it was written', () => {
    const takenAt = addMinutes(NOW, -90);
    const written = recordObservation({ ...pulse, takenAt, method: 'radial', note: 'after a walk' }, NOW);
    expect(written).toMatchObject({ takenAt, createdAt: NOW, method: 'radial', note: 'after a walk' });
  });

  test('may be five minutes ahead of the clock, and no more', () => {
    expect(recordObservation({ ...pulse, takenAt: addMinutes(NOW, 5) }, NOW).takenAt).toBe('2026-03-29T06:05:00.000Z');
    const late = { ...pulse, takenAt: parseInstant('2026-03-29T06:05:00.001Z') };
    expect(refusal(() => recordObservation(late, NOW))).toEqual(['/takenAt in-the-future']);
  });

  test('may be written down after a death, but not be taken after it', () => {
    const diedAt = addMinutes(NOW, -60);
    expect(recordObservation({ ...pulse, diedAt, takenAt: diedAt }, NOW).takenAt).toBe(diedAt);
    const after = { ...pulse, diedAt, takenAt: addMinutes(diedAt, 1) };
    expect(refusal(() => recordObservation(after, NOW))).toEqual(['/takenAt after-death']);
  });

  test('tells of every bad field at once', () => {
    const bad = { ...pulse, input: { value: 999, unit: 'Hz' }, takenAt: addMinutes(NOW, 60) };
    expect(refusal(() => recordObservation(bad, NOW))).toEqual(['/takenAt in-the-future', '/unit unknown-unit']);
    expect(refusal(() => recordObservation({ ...bad, type: 'aura' }, NOW))).toEqual([
      '/takenAt in-the-future',
      '/type unknown-type',
    ]);
  });
});

function refusal(attempt: () => unknown): string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InvalidFieldsError) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  return [];
}
