import type { Client, Resource } from '../client.js';
import type { Home } from '../home.js';
import { theMedication } from './medications.js';
import { AS_NEEDED, aPrescription, record } from './prescriptions.js';
import { anAdmittedResident } from './residents.js';
import { anObservation, calmReadings } from './wellness.js';

type Details = Readonly<Record<string, unknown>>;

/** Someone of whom there is much to say, in a home whose clock is at noon on 24 November 2026. */
export async function aFullResident(home: Home): Promise<Resource> {
  const nurse = await home.as('nurse');
  const resident = await anAdmittedResident(nurse, PERSON, { at: '2026-11-01T00:00:00+01:00' });
  const of = `/api/v1/residents/${resident.id}`;
  for (const [kind, each] of Object.entries(FACTS)) {
    for (const details of each) await nurse.created(`${of}/${kind}`, details);
  }
  for (const medicine of MEDICINES) await prescribe(home, nurse, resident.id, medicine);
  return nurse.read<Resource>(of);
}

async function prescribe(home: Home, nurse: Client, residentId: string, medicine: Medicine): Promise<void> {
  const [name, activeSubstance, strength, quantity, indication, more] = medicine;
  const { id } = await theMedication(await home.as('admin'), { name, activeSubstance, strength, ...more?.medication });
  const terms = { dose: { quantity, unit: 'tablet' }, indication, ...more?.terms };
  const prescriber = await home.as('prescriber');
  const order = aPrescription(residentId, id, terms);
  const prescription = await prescriber.created('/api/v1/prescriptions', order);
  const scheduledFor = more?.terms?.['schedule'] === undefined ? '2026-11-24T07:00:00Z' : undefined;
  const at = { administeredAt: '2026-11-24T07:10:00Z' };
  if (more?.given !== false) await record(nurse, prescription, { scheduledFor, ...at });
  if (more?.suspended !== undefined) {
    await nurse.post(`/api/v1/prescriptions/${prescription.id}/suspend`, { reason: more.suspended });
  }
}

const PERSON = {
  givenName: 'María del Carmen',
  familyName: 'Ortega Núñez',
  preferredName: 'Carmina',
  birthDate: '1938-04-17',
  identifiers: [
    { system: 'CIP-SNS', value: 'BBBBBBBBQR648597' },
    { system: 'DNI', value: '00000000T' },
    { system: 'NUSS', value: '28/12345678/40' },
  ],
  resuscitation: { decision: 'do-not-attempt', reviewedOn: '2026-10-01' },
  diet: 'soft, low salt, thickened fluids (IDDSI level 2); diabetic',
  mobility: 'walks with a frame and one person beside her; transfers with help; fell twice this year',
  notes:
    'Hearing aid in the left ear, glasses, lower denture. Wanders at dusk; her daughter’s voice on the phone calms her. ' +
    'Skin of the heels is fragile. Speaks Spanish and a little French.',
};

const FACTS: Readonly<Record<string, readonly Details[]>> = {
  allergies: [
    { substance: 'penicillin', atcCode: 'J01C', type: 'allergy', criticality: 'high', reaction: 'anaphylaxis in 2009' },
    { substance: 'latex', type: 'allergy', criticality: 'low', reaction: 'contact dermatitis' },
    {
      substance: 'ibuprofen',
      atcCode: 'M01AE01',
      type: 'intolerance',
      criticality: 'high',
      reaction: 'bleeding ulcer',
    },
    { substance: 'shellfish', type: 'allergy', criticality: 'unable-to-assess' },
    { substance: 'adhesive tape', type: 'intolerance', criticality: 'low', reaction: 'blisters' },
  ],
  'allergy-reviews': [{ outcome: 'list-confirmed', reviewedAt: '2026-11-02T09:00:00Z', note: 'with her daughter' }],
  conditions: [
    { text: 'Type 2 diabetes mellitus', code: 'E11', codeSystem: 'ICD-10', onsetOn: '2009-05-02' },
    { text: 'Atrial fibrillation', code: 'I48', codeSystem: 'ICD-10', onsetOn: '2015-01-20' },
    { text: 'Heart failure, NYHA class II', code: 'I50', codeSystem: 'ICD-10', onsetOn: '2018-03-01' },
    { text: 'Alzheimer’s disease, moderate', code: 'G30', codeSystem: 'ICD-10', onsetOn: '2020-09-14' },
    { text: 'Osteoporosis with fracture of the wrist', onsetOn: '2021-02-11' },
    { text: 'Chronic kidney disease, stage 3b', code: 'N18', codeSystem: 'ICD-10' },
    { text: 'Hypothyroidism', code: 'E03', codeSystem: 'ICD-10' },
    { text: 'Oropharyngeal dysphagia' },
  ],
  contacts: [
    { name: 'Andrés Ortega Gil', relationship: 'brother', phone: '91 555 01 23' },
    { name: 'Luis Vidal Ortega', relationship: 'son', phone: '+34 600 654 321', isEmergencyContact: true },
    {
      name: 'Lucía Vidal Ortega',
      relationship: 'daughter',
      phone: '+34 600 123 456',
      email: 'lucia@example.org',
      isLegalRepresentative: true,
      isEmergencyContact: true,
    },
    { name: 'Health centre of Getafe', relationship: 'general practice', phone: '91 555 02 00 ext. 14' },
  ],
  observations: [
    anObservation({ value: 96 }),
    anObservation({ value: 88, takenAt: '2026-11-24T10:40:00Z' }),
    anObservation({ type: 'respiratory-rate', value: 22 }),
    anObservation({ type: 'oxygen-saturation', value: 94 }),
    anObservation({ type: 'inspired-oxygen', value: 'air' }),
    anObservation({ type: 'body-temperature', value: 38.2 }),
    { type: 'blood-pressure', systolic: 134, diastolic: 78 },
    anObservation({ type: 'consciousness', value: 'new-confusion' }),
    anObservation({ type: 'blood-glucose', value: 212 }),
    anObservation({ type: 'body-weight', value: 58.4, takenAt: '2026-11-20T09:00:00Z' }),
    anObservation({ type: 'body-height', value: 156, takenAt: '2026-11-02T09:00:00Z' }),
    anObservation({ type: 'pain', value: 3 }),
    anObservation({ type: 'fluid-intake', value: 250 }),
    anObservation({ type: 'bowel-movement', value: 4, takenAt: '2026-11-23T18:00:00Z' }),
    anObservation({ type: 'fall', value: 'minor', takenAt: '2026-11-12T05:20:00Z' }),
  ],
  assessments: [
    {
      instrument: 'news2',
      answers: calmReadings({ respiratoryRate: 22, oxygenSaturation: 94, consciousness: 'new-confusion' }),
    },
  ],
};

/** Name, substance, strength, how many, what for, and what else there is to it. */
type Medicine = readonly [
  string,
  string,
  string,
  number,
  string,
  { medication?: Details; terms?: Details; given?: boolean; suspended?: string }?,
];

const MEDICINES: readonly Medicine[] = [
  ['Metformin 850 mg tablets', 'metformin', '850 mg', 1, 'type 2 diabetes', { terms: { instructions: 'with food' } }],
  ['Apixaban 2.5 mg tablets', 'apixaban', '2.5 mg', 1, 'atrial fibrillation', { medication: { highRisk: true } }],
  ['Bisoprolol 2.5 mg tablets', 'bisoprolol', '2.5 mg', 0.5, 'atrial fibrillation'],
  ['Furosemide 40 mg tablets', 'furosemide', '40 mg', 1, 'heart failure', { suspended: 'dehydrated, until seen' }],
  ['Enalapril 5 mg tablets', 'enalapril', '5 mg', 1, 'heart failure'],
  ['Levothyroxine 75 mcg tablets', 'levothyroxine', '75 mcg', 1, 'hypothyroidism'],
  ['Donepezil 10 mg tablets', 'donepezil', '10 mg', 1, 'Alzheimer’s disease'],
  ['Memantine 20 mg tablets', 'memantine', '20 mg', 1, 'Alzheimer’s disease'],
  [
    'Levodopa/carbidopa 100/25 mg tablets',
    'levodopa, carbidopa',
    '100/25 mg',
    1,
    'parkinsonism',
    {
      medication: { timeCritical: true },
      terms: { critical: true },
    },
  ],
  [
    'Insulin glargine 100 U/ml pen',
    'insulin glargine',
    '100 U/ml',
    14,
    'type 2 diabetes',
    {
      medication: { highRisk: true, unit: 'unit' },
      terms: { dose: { quantity: 14, unit: 'unit' }, route: 'subcutaneous' },
    },
  ],
  [
    'Calcium carbonate/vitamin D 1250 mg/400 IU tablets',
    'calcium carbonate, colecalciferol',
    '1250 mg/400 IU',
    1,
    'osteoporosis',
  ],
  ['Omeprazole 20 mg capsules', 'omeprazole', '20 mg', 1, 'earlier ulcer'],
  [
    'Fentanyl 12 mcg/h patches',
    'fentanyl',
    '12 mcg/h',
    1,
    'pain of the spine',
    {
      medication: { controlled: true, unit: 'patch' },
      terms: { dose: { quantity: 1, unit: 'patch' }, route: 'transdermal' },
      given: false,
    },
  ],
  ['Paracetamol 1 g tablets', 'paracetamol', '1 g', 1, 'pain', { terms: { schedule: AS_NEEDED } }],
  [
    'Lorazepam 0.5 mg tablets',
    'lorazepam',
    '0.5 mg',
    1,
    'agitation',
    {
      terms: { schedule: { ...AS_NEEDED, minIntervalMinutes: 720, maxDosesPer24h: 1, reason: 'agitation at dusk' } },
    },
  ],
];
