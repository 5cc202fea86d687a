import type { Resource } from '../client.js';
import type { Home } from '../home.js';
import { inNovember } from './mar.js';
import { AS_NEEDED, thePrescription, type Prescription } from './prescriptions.js';
import { anAdmittedResident } from './residents.js';

type Details = Readonly<Record<string, unknown>>;

/** A medicine with its times, as a doctor would order it for someone with many. */
interface Ordered {
  readonly name: string;
  readonly times?: readonly string[];
  readonly medication?: Details;
  readonly terms?: Details;
}

/** The fourteen of someone of 91 with a bad heart, diabetes and Parkinson's. */
const FOURTEEN: readonly Ordered[] = [
  { name: 'Acetylsalicylic acid 100 mg tablets', times: ['09:00'], terms: { indication: 'after a stroke' } },
  {
    ...{ name: 'Apixaban 5 mg tablets', times: ['09:00', '21:00'], medication: { timeCritical: true, highRisk: true } },
    terms: { indication: 'atrial fibrillation' },
  },
  { name: 'Atorvastatin 40 mg tablets', times: ['21:00'], terms: { indication: 'high cholesterol' } },
  { name: 'Bisoprolol 2.5 mg tablets', times: ['09:00'], terms: { instructions: 'not below 50 beats a minute' } },
  { name: 'Calcium 600 mg / vitamin D 400 IU tablets', times: ['13:00'], terms: { instructions: 'with food' } },
  { name: 'Donepezil 10 mg tablets', times: ['21:00'], terms: { indication: "Alzheimer's" } },
  { name: 'Furosemide 40 mg tablets', times: ['09:00'], terms: { indication: 'heart failure' } },
  {
    name: 'Levodopa 100 mg / carbidopa 25 mg tablets',
    times: ['08:00', '12:00', '18:00'],
    medication: { timeCritical: true },
  },
  { name: 'Macrogol 13.8 g sachets', times: ['09:00'], terms: { dose: { quantity: 1, unit: 'sachet' } } },
  { name: 'Metformin 850 mg tablets', times: ['09:00', '20:00'], terms: { indication: 'type 2 diabetes' } },
  { name: 'Omeprazole 20 mg capsules', times: ['08:00'], terms: { dose: { quantity: 1, unit: 'capsule' } } },
  { name: 'Sertraline 50 mg tablets', times: ['09:00'], terms: { indication: 'depression' } },
  { name: 'Tamsulosin 0.4 mg capsules', times: ['21:00'], terms: { dose: { quantity: 1, unit: 'capsule' } } },
  { name: 'Paracetamol 1 g tablets', terms: { schedule: AS_NEEDED, indication: 'pain' } },
];

/** Someone whose week passes as ordered: two medicines, all given in time, and no known allergies. */
export async function aQuietWeek(home: Home): Promise<Resource> {
  const nurse = await home.as('nurse');
  const person = { givenName: 'Luis', familyName: 'Prieto Gómez', birthDate: '1941-01-20', sex: 'male' };
  const resident = await anAdmittedResident(nurse, person, { at: inNovember('01 00:00') });
  await nurse.created(`/api/v1/residents/${resident.id}/allergy-reviews`, { outcome: 'none-known' });
  await ordered(home, resident, [
    { name: 'Enalapril 10 mg tablets', times: ['09:00'], terms: { indication: 'high blood pressure' } },
    { name: 'Simvastatin 20 mg tablets', times: ['21:00'] },
  ]);
  return resident;
}

/** Someone with fourteen medicines, of which some doses were refused, missed or late. */
export async function aBusyWeek(home: Home): Promise<Resource> {
  const nurse = await home.as('nurse');
  const person = { givenName: 'María del Carmen', familyName: 'Ortega Núñez', birthDate: '1935-03-11', sex: 'female' };
  const resident = await anAdmittedResident(nurse, person, { at: inNovember('01 00:00') });
  for (const [substance, criticality] of [
    ['penicillin', 'high'],
    ['ibuprofen', 'low'],
  ]) {
    await nurse.created(`/api/v1/residents/${resident.id}/allergies`, { substance, criticality, type: 'allergy' });
  }
  await ordered(home, resident, FOURTEEN);
  return resident;
}

/** Orders medicines, and records their doses of the week as given but for a few. */
async function ordered(home: Home, { id: residentId }: Resource, medicines: readonly Ordered[]): Promise<void> {
  const nurse = await home.as('nurse');
  const items: Details[] = [];
  for (const { name, times = [], medication, terms } of medicines) {
    const at = times.length === 0 ? {} : { schedule: { kind: 'times', times } };
    const prescription = await thePrescription(home, {
      ...{ residentId, medication: { name, ...medication }, terms: { ...at, ...terms } },
    });
    items.push(...days.flatMap((day) => times.map((time) => dose(prescription, `${day} ${time}`, items.length))));
  }
  for (let from = 0; from < items.length; from += 200) {
    const { body } = await nurse.post('/api/v1/medication-rounds/record', { items: items.slice(from, from + 200) });
    const refused = (body['results'] as readonly Details[]).filter(({ status }) => status !== 201);
    if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
  }
}

const days = ['16', '17', '18', '19', '20', '21', '22'];

function dose({ id: prescriptionId }: Prescription, slot: string, before: number): Details {
  const scheduledFor = inNovember(slot);
  const given = { prescriptionId, scheduledFor, administeredAt: scheduledFor, outcome: 'given' };
  if (before < 40 || !slot.startsWith('18')) return given;
  return { ...given, outcome: 'refused', reason: 'asleep', note: 'slept all day after a bad night' };
}

/** Someone with more allergies than a head has room for, and with fourteen medicines. */
export async function aWeekOfMuchToMind(home: Home): Promise<Resource> {
  const resident = await aBusyWeek(home);
  const nurse = await home.as('nurse');
  for (let number = 1; number <= 30; number += 1) {
    await nurse.created(`/api/v1/residents/${resident.id}/allergies`, {
      ...{ substance: `contrast medium number ${number}`, type: 'intolerance', criticality: 'low' },
      reaction: 'itching, hives and a swollen face for two days',
    });
  }
  return resident;
}
