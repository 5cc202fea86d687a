import type { Answer, Body, Client, Resource } from '../client.js';
import type { Home } from '../home.js';
import { aResidentSinceNovember, thePrescription } from './prescriptions.js';
import { backFromHospital } from './residents.js';

export interface ReconciliationItem extends Body {
  readonly prescriptionId: string;
  readonly needsDecision: boolean;
  readonly decision: string | null;
}

export interface Reconciliation extends Resource {
  readonly residentId: string;
  readonly movementId: string;
  readonly status: string;
  readonly undecided: number;
  readonly items: readonly ReconciliationItem[];
}

/** To hospital on the day before, and back an hour before three in the afternoon of 24 November 2026. */
export const STAY = { from: '2026-11-23T10:00:00+01:00', at: '2026-11-24T14:00:00+01:00' };

/** A resident with so many prescriptions, who is back from hospital. */
export async function someoneBack(
  home: Home,
  count: number,
): Promise<{ residentId: string; ids: readonly string[]; returned: Resource }> {
  const { id: residentId } = await aResidentSinceNovember(home);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await thePrescription(home, { residentId })).id);
  return { residentId, ids, returned: await backFromHospital(await home.as('nurse'), residentId, STAY) };
}

export function reconciliationOf(client: Client, residentId: string): Promise<Reconciliation> {
  return client.read<Reconciliation>(`/api/v1/residents/${residentId}/reconciliation`);
}

export function decide(
  client: Client,
  residentId: string,
  decisions: readonly Body[],
  headers: Record<string, string> = {},
): Promise<Answer<Reconciliation>> {
  return client.post<Reconciliation>(`/api/v1/residents/${residentId}/reconciliation`, { decisions }, headers);
}

export function keep(prescriptionId = ''): Body {
  return { prescriptionId, decision: 'continue' };
}

export function stop(prescriptionId = '', reason = 'course completed'): Body {
  return { prescriptionId, decision: 'stop', reason };
}

/** Two tablets in the place of one. */
export function change(prescriptionId = '', amendment: Body = {}): Body {
  return {
    prescriptionId,
    decision: 'change',
    amendment: { dose: { quantity: 2, unit: 'tablet' }, ...amendment },
    reason: 'as the hospital advises',
  };
}
