import type { Client, Resource } from '../client.js';
import { firstNumber } from '../running-home.js';

let count = firstNumber();

/** A medicine as a manager would add one; a test states only what it is about. */
export function aMedication(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  count += 1;
  return { name: `Paracetamol Builder ${count} 500 mg tablets`, activeSubstance: 'paracetamol', ...details };
}

/** A medicine in the catalogue, of a substance of its own, so that no two are taken for the same. */
export function theMedication(admin: Client, details: Readonly<Record<string, unknown>> = {}): Promise<Resource> {
  const own = { activeSubstance: `substance ${count + 1}`, unit: 'tablet' };
  return admin.created('/api/v1/medications', aMedication({ ...own, ...details }));
}
