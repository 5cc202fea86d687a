import { general, type CodedType, type Component, type ComponentsType, type NumericType } from './observation-type.js';
import { multipleUnit, sameUnit } from './units.js';

const NEWS2_ZERO = 'the band that scores 0 in NEWS2, Royal College of Physicians 2017';

/** UCUM defines the metre of mercury as 133.3220 kPa, so 1 kPa is 1000000/133322 mm[Hg]. */
const KILOPASCAL = multipleUnit('kPa', 1_000_000, 133_322);

/** LOINC 8867-4, as in the FHIR R4 vital signs profile. */
export const HEART_RATE: NumericType = {
  kind: 'numeric',
  code: 'heart-rate',
  display: { en: 'Heart rate', es: 'Frecuencia cardiaca' },
  loinc: '8867-4',
  scale: {
    unit: '/min',
    otherUnits: [sameUnit('{beats}/min')],
    decimals: 0,
    wholeOnly: false,
  },
  possible: general(10, 300),
  likely: general(35, 180),
  normal: { low: 51, high: 90, source: NEWS2_ZERO },
};

/** LOINC 9279-1, as in the FHIR R4 vital signs profile. */
export const RESPIRATORY_RATE: NumericType = {
  kind: 'numeric',
  code: 'respiratory-rate',
  display: { en: 'Respiratory rate', es: 'Frecuencia respiratoria' },
  loinc: '9279-1',
  scale: {
    unit: '/min',
    otherUnits: [sameUnit('{breaths}/min')],
    decimals: 0,
    wholeOnly: false,
  },
  possible: general(1, 100),
  likely: general(6, 50),
  normal: { low: 12, high: 20, source: NEWS2_ZERO },
};

/** LOINC 59408-5 (by pulse oximetry); the FHIR R4 profile adds 2708-6 beside it on export. */
export const OXYGEN_SATURATION: NumericType = {
  kind: 'numeric',
  code: 'oxygen-saturation',
  display: { en: 'Oxygen saturation', es: 'Saturación de oxígeno' },
  loinc: '59408-5',
  scale: {
    unit: '%',
    otherUnits: [],
    decimals: 0,
    wholeOnly: false,
  },
  possible: general(20, 100),
  likely: general(70, 100),
  normal: { low: 96, high: 100, source: `${NEWS2_ZERO}, SpO2 scale 1` },
};

/** LOINC 3151-8 (inhaled oxygen flow rate). Room air is 0 L/min and may be sent as the word `air`. */
export const INSPIRED_OXYGEN: NumericType = {
  kind: 'numeric',
  code: 'inspired-oxygen',
  display: { en: 'Inspired oxygen', es: 'Oxígeno inspirado' },
  loinc: '3151-8',
  word: { code: 'air', display: { en: 'Air', es: 'Aire ambiente' }, value: 0 },
  scale: {
    unit: 'L/min',
    otherUnits: [],
    decimals: 1,
    wholeOnly: false,
  },
  possible: general(0, 70),
  likely: general(0, 15),
  normal: { low: 0, high: 0, source: NEWS2_ZERO },
};

/** LOINC 8310-5, as in the FHIR R4 vital signs profile. */
export const BODY_TEMPERATURE: NumericType = {
  kind: 'numeric',
  code: 'body-temperature',
  display: { en: 'Body temperature', es: 'Temperatura corporal' },
  loinc: '8310-5',
  scale: {
    unit: 'Cel',
    otherUnits: [{ unit: '[degF]', offset: 32, numerator: 5, denominator: 9 }],
    decimals: 1,
    wholeOnly: false,
  },
  possible: general(25, 45),
  likely: general(34, 41),
  normal: { low: 36.1, high: 38, source: NEWS2_ZERO },
};

/** Systolic blood pressure, LOINC 8480-6. */
export const SYSTOLIC: Component = {
  code: 'systolic',
  display: { en: 'Systolic', es: 'Sistólica' },
  loinc: '8480-6',
  possible: general(30, 300),
  likely: general(60, 240),
  normal: general(100, 139),
};

/** LOINC 85354-9 (panel) with 8480-6 and 8462-4, as in the FHIR R4 blood pressure profile. */
export const BLOOD_PRESSURE: ComponentsType = {
  kind: 'components',
  code: 'blood-pressure',
  display: { en: 'Blood pressure', es: 'Presión arterial' },
  loinc: '85354-9',
  scale: { unit: 'mm[Hg]', otherUnits: [KILOPASCAL], decimals: 0, wholeOnly: false },
  descending: ['systolic', 'diastolic'],
  components: [
    SYSTOLIC,
    {
      code: 'diastolic',
      display: { en: 'Diastolic', es: 'Diastólica' },
      loinc: '8462-4',
      possible: general(10, 200),
      likely: general(30, 140),
      normal: general(60, 89),
    },
  ],
};

/** LOINC 80288-4 (level of consciousness AVPU score), with the "new confusion" that NEWS2 adds. */
export const CONSCIOUSNESS: CodedType = {
  kind: 'coded',
  code: 'consciousness',
  display: { en: 'Consciousness', es: 'Nivel de conciencia' },
  loinc: '80288-4',
  codes: [
    { code: 'alert', display: { en: 'Alert', es: 'Alerta' } },
    { code: 'new-confusion', display: { en: 'New confusion', es: 'Confusión nueva' } },
    { code: 'voice', display: { en: 'Responds to voice', es: 'Responde a la voz' } },
    { code: 'pain', display: { en: 'Responds to pain', es: 'Responde al dolor' } },
    { code: 'unresponsive', display: { en: 'Unresponsive', es: 'No responde' } },
  ],
};

/**
 * LOINC 41653-7 (mass per volume, capillary, by glucometer). Kept in mg/dL, the unit of Spanish meters;
 * glucose has a molar mass of 180.156 g/mol, so 1 mmol/L is 18.0156 mg/dL. One decimal keeps 0.01 mmol/L apart.
 */
const BLOOD_GLUCOSE: NumericType = {
  kind: 'numeric',
  code: 'blood-glucose',
  display: { en: 'Blood glucose', es: 'Glucemia capilar' },
  loinc: '41653-7',
  scale: {
    unit: 'mg/dL',
    otherUnits: [multipleUnit('mmol/L', 180_156, 10_000)],
    decimals: 1,
    wholeOnly: false,
  },
  possible: general(10, 1500),
  likely: general(40, 500),
  normal: { low: 70, high: 180, source: 'American Diabetes Association, Standards of Care: target range 70-180 mg/dL' },
};

/** LOINC 29463-7, as in the FHIR R4 vital signs profile. The pound is 0.45359237 kg exactly. */
const BODY_WEIGHT: NumericType = {
  kind: 'numeric',
  code: 'body-weight',
  display: { en: 'Body weight', es: 'Peso' },
  loinc: '29463-7',
  scale: {
    unit: 'kg',
    otherUnits: [multipleUnit('g', 1, 1000), multipleUnit('[lb_av]', 45_359_237, 100_000_000)],
    decimals: 2,
    wholeOnly: false,
  },
  possible: general(15, 400),
  likely: general(30, 200),
};

/** LOINC 8302-2, as in the FHIR R4 vital signs profile. The inch is 2.54 cm exactly. */
const BODY_HEIGHT: NumericType = {
  kind: 'numeric',
  code: 'body-height',
  display: { en: 'Body height', es: 'Talla' },
  loinc: '8302-2',
  scale: {
    unit: 'cm',
    otherUnits: [multipleUnit('m', 100, 1), multipleUnit('[in_i]', 254, 100)],
    decimals: 1,
    wholeOnly: false,
  },
  possible: general(50, 250),
  likely: general(120, 210),
};

export const VITAL_SIGNS = [
  HEART_RATE,
  RESPIRATORY_RATE,
  OXYGEN_SATURATION,
  INSPIRED_OXYGEN,
  BODY_TEMPERATURE,
  BLOOD_PRESSURE,
  CONSCIOUSNESS,
  BLOOD_GLUCOSE,
  BODY_WEIGHT,
  BODY_HEIGHT,
] as const;
