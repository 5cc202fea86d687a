import type { Method } from './client.js';
import type { OpenApi, Operation } from './contract.js';
import { permissionsOfTheContract, ROLES } from './role-table.js';

/**
 * What a route asks of its caller: nothing; to be signed in, as a person or a program; to be a person who is signed
 * in; or a right of the contract's role table, with which programs are let in too unless it is for people only.
 */
export type Right = 'open' | 'self' | 'self, people only' | `${string}:${string}`;

const PEOPLE_ONLY = ', people only';

/** Every route, without `/api/v1`, and its right. Written from the contract, not from the code. */
export const ROUTE_TABLE: Readonly<Record<string, Right>> = {
  'GET /health/live': 'open',
  'GET /health/ready': 'open',
  'GET /metrics': 'open',

  'POST /auth/token': 'open',
  'POST /auth/logout': 'self, people only',
  'GET /auth/me': 'self',
  'POST /auth/password': 'self, people only',
  'POST /auth/pin': 'self, people only',

  'GET /users': 'users:read',
  'POST /users': 'users:write',
  'GET /users/{id}': 'users:read',
  'PATCH /users/{id}': 'users:write',
  'GET /api-keys': 'users:read',
  'POST /api-keys': 'users:write',
  'GET /api-keys/{id}': 'users:read',
  'DELETE /api-keys/{id}': 'users:write',

  'GET /audit': 'audit:read',
  'GET /audit/checkpoint': 'audit:read',
  'GET /audit/verify': 'audit:read',

  'GET /residents': 'residents:read',
  'POST /residents': 'residents:write',
  'GET /residents/{id}': 'residents:read',
  'PATCH /residents/{id}': 'residents:write',
  'GET /residents/{id}/summary': 'residents:read',
  'GET /rooms': 'residents:read',
  'POST /rooms': 'residents:write',
  'GET /rooms/{id}': 'residents:read',
  'PATCH /rooms/{id}': 'residents:write',
  'GET /residents/{residentId}/movements': 'residents:read',
  'POST /residents/{residentId}/movements': 'residents:write',
  'GET /residents/{residentId}/movements/{id}': 'residents:read',
  'GET /residents/{id}/timeline': 'residents:read',
  'PATCH /residents/{residentId}/movements/{id}': 'residents:write',
  'POST /residents/{residentId}/movements/{id}/enter-in-error': 'residents:write',
  'GET /occupancy': 'residents:read',
  'GET /residents/{residentId}/allergies': 'allergies:read',
  'POST /residents/{residentId}/allergies': 'allergies:write',
  'GET /residents/{residentId}/allergies/{id}': 'allergies:read',
  'PATCH /residents/{residentId}/allergies/{id}': 'allergies:write',
  'GET /residents/{residentId}/allergy-reviews': 'allergies:read',
  'POST /residents/{residentId}/allergy-reviews': 'allergies:write',
  'GET /residents/{residentId}/allergy-reviews/{id}': 'allergies:read',
  'PATCH /residents/{residentId}/allergy-reviews/{id}': 'allergies:write',
  'GET /residents/{residentId}/conditions': 'conditions:read',
  'POST /residents/{residentId}/conditions': 'conditions:write',
  'GET /residents/{residentId}/conditions/{id}': 'conditions:read',
  'PATCH /residents/{residentId}/conditions/{id}': 'conditions:write',
  'GET /residents/{residentId}/contacts': 'residents:read',
  'POST /residents/{residentId}/contacts': 'residents:write',
  'GET /residents/{residentId}/contacts/{id}': 'residents:read',
  'PATCH /residents/{residentId}/contacts/{id}': 'residents:write',
  'DELETE /residents/{residentId}/contacts/{id}': 'residents:write',

  'GET /medications': 'medications:read',
  'POST /medications': 'medications:write',
  'POST /medications/import': 'medications:write',
  'GET /medications/{id}': 'medications:read',
  'PATCH /medications/{id}': 'medications:write',

  'GET /stock': 'stock:read',
  'GET /stock/order-suggestion': 'stock:read',
  'GET /stock/controlled-register': 'stock:read',
  'GET /stock-movements': 'stock:read',
  'POST /stock-movements': 'stock:write',
  'GET /stock-movements/{id}': 'stock:read',
  'POST /stock-movements/{id}/correct': 'stock:write',
  'GET /stock-discrepancies': 'stock:read',
  'GET /stock-discrepancies/{id}': 'stock:read',
  'POST /stock-discrepancies/{id}/explain': 'stock:write',
  'POST /stock-discrepancies/{id}/close': 'stock:write',

  'GET /prescriptions': 'prescriptions:read',
  'POST /prescriptions': 'prescriptions:write',
  'POST /prescriptions/check': 'prescriptions:write',
  'GET /prescriptions/{id}': 'prescriptions:read',
  'GET /prescriptions/{id}/revisions': 'prescriptions:read',
  'GET /prescriptions/{id}/can-give': 'prescriptions:read',
  'POST /prescriptions/{id}/amend': 'prescriptions:write',
  'POST /prescriptions/{id}/activate': 'prescriptions:write',
  'POST /prescriptions/{id}/suspend': 'prescriptions:suspend',
  'POST /prescriptions/{id}/resume': 'prescriptions:suspend',
  'POST /prescriptions/{id}/stop': 'prescriptions:write',
  'POST /prescriptions/{id}/enter-in-error': 'prescriptions:write',

  'GET /reconciliations': 'prescriptions:read',
  'GET /residents/{residentId}/reconciliation': 'prescriptions:read',
  'POST /residents/{residentId}/reconciliation': 'reconciliation:write',

  'POST /prescriptions/{id}/administrations': 'administrations:write',
  'GET /administrations': 'administrations:read',
  'GET /administrations/{id}': 'administrations:read',
  'POST /administrations/{id}/correct': 'administrations:write',
  'POST /administrations/{id}/response': 'administrations:write',
  'GET /medication-rounds': 'administrations:read',
  'GET /medication-rounds/summary': 'administrations:read',
  'GET /residents/{residentId}/adherence': 'administrations:read',
  'GET /residents/{id}/mar': 'administrations:read',
  'POST /medication-rounds/record': 'administrations:write',

  'GET /activities': 'activities:read',
  'POST /activities': 'activities:write',
  'GET /activities/{id}': 'activities:read',
  'PATCH /activities/{id}': 'activities:write',
  'GET /activities/calendar.ics': 'activities:read',
  'GET /activities/calendar/{secret}.ics': 'open',
  'GET /activities/calendar-links': 'activities:read',
  'POST /activities/calendar-links': 'activities:read, people only',
  'DELETE /activities/calendar-links/{id}': 'self, people only',
  'GET /activity-sessions': 'activities:read',
  'PATCH /activities/{id}/sessions/{startsAt}': 'activities:write',
  'GET /activities/{activityId}/enrolments': 'activities:read',
  'POST /activities/{activityId}/enrolments': 'activities:write',
  'GET /activities/{activityId}/enrolments/{id}': 'activities:read',
  'DELETE /activities/{activityId}/enrolments/{id}': 'activities:write',
  'GET /activities/{id}/sessions/{startsAt}/attendance': 'activities:read',
  'PUT /activities/{id}/sessions/{startsAt}/attendance': 'attendance:write',
  'POST /residents/{residentId}/one-to-one-sessions': 'attendance:write',
  'GET /residents/{residentId}/participation': 'activities:read',
  'GET /residents/{residentId}/charts/participation.svg': 'activities:read',
  'GET /activities/without-participation': 'activities:read',
  'GET /activities/programme': 'activities:read',

  'GET /observation-types': 'observations:read',
  'GET /observation-types/{code}': 'observations:read',
  'GET /assessment-instruments': 'observations:read',
  'GET /assessment-instruments/{code}': 'observations:read',
  'GET /residents/{residentId}/wellness': 'observations:read',
  'GET /residents/{residentId}/observations': 'observations:read',
  'POST /residents/{residentId}/observations': 'observations:write',
  'GET /residents/{residentId}/observations/{id}': 'observations:read',
  'POST /residents/{residentId}/observations/{id}/enter-in-error': 'observations:write',
  'POST /residents/{residentId}/observations/{id}/correct': 'observations:write',
  'POST /observations/batch': 'observations:write',
  'GET /residents/{residentId}/trends': 'observations:read',
  'GET /residents/{residentId}/charts/{type}.svg': 'observations:read',
  'GET /residents/{residentId}/assessments': 'observations:read',
  'POST /residents/{residentId}/assessments': 'observations:write',
  'GET /residents/{residentId}/assessments/{id}': 'observations:read',
  'POST /residents/{residentId}/assessments/{id}/enter-in-error': 'observations:write',
  'POST /residents/{residentId}/assessments/{id}/correct': 'observations:write',

  'GET /alert-rules': 'alerts:read',
  'PUT /alert-rules': 'alerts:write',
  'GET /residents/{residentId}/alert-rules': 'observations:read',
  'PUT /residents/{residentId}/alert-rules': 'observations:write',
  'GET /alerts': 'alerts:read',
  'GET /alerts/stream': 'alerts:read',
  'GET /alerts/{id}': 'alerts:read',
  'GET /alerts/{id}/events': 'alerts:read',
  'POST /alerts/{id}/acknowledge': 'alerts:acknowledge',
  'POST /alerts/{id}/resolve': 'alerts:write',
};

/** A route of the served document. */
export interface Route {
  /** As {@link ROUTE_TABLE} names it. */
  readonly name: string;
  readonly method: Method;
  /** The whole path, its parameters in braces. */
  readonly template: string;
  readonly operation: Operation;
}

export function routesOf({ paths }: Pick<OpenApi, 'paths'>): Route[] {
  return Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([key, operation]) => {
      const method = key.toUpperCase() as Method;
      return { name: `${method} ${template.replace(/^\/api\/v1/, '')}`, method, template, operation };
    }),
  );
}

/** Everything in which the document and the table disagree, in words; empty: they are of one mind. */
export function disagreements(routes: readonly Route[], table: Readonly<Record<string, Right>>): string[] {
  const served = new Set(routes.map(({ name }) => name));
  const known = new Set(['open', 'self:write', ...Object.keys(permissionsOfTheContract())]);
  return [
    ...Object.keys(table).flatMap((name) => (served.has(name) ? [] : [`${name} has a row but is not served`])),
    ...Object.entries(table).flatMap(([name, right]) =>
      known.has(permissionIn(right)) ? [] : [`${name}: the contract has no ${right}`],
    ),
    ...routes.flatMap(({ name, operation }) => {
      const right = table[name];
      if (right === undefined) return [`${name} is served but has no row`];
      const named = nameOf(operation);
      const due = permissionIn(right);
      return named === due ? [] : [`${name} asks for ${named}, its row says ${due}`];
    }),
  ];
}

/** What an operation of the document says that it asks for. */
function nameOf(operation: Operation): string {
  const permission = operation['x-permission'];
  if (typeof permission === 'string') return permission;
  const { security } = operation;
  return Array.isArray(security) && security.length === 0 ? 'open' : 'nothing that can be read';
}

/** A credential as far as rights go: none that is good, a person's token, a program's key. */
export type Standing = 'none' | 'person' | 'program';

/** What becomes of a request: it is answered, or refused with this status and code. */
export type Verdict = 'answered' | '401 unauthenticated' | '403 forbidden' | '403 not-a-person';

/** What the table says of a caller with that one role. */
export function verdictOf(right: Right, role: string, standing: Standing): Verdict {
  if (right === 'open') return 'answered';
  if (standing === 'none') return '401 unauthenticated';
  if (!rolesWith(right).includes(role)) return '403 forbidden';
  return standing === 'program' && right.endsWith(PEOPLE_ONLY) ? '403 not-a-person' : 'answered';
}

/** The roles that a right lets in. */
export function rolesWith(right: Right): readonly string[] {
  return right === 'open' ? ROLES : (permissionsOfTheContract()[permissionIn(right)] ?? []);
}

/** What a right is called in the document. */
function permissionIn(right: Right): string {
  const permission = right.replace(PEOPLE_ONLY, '');
  return permission === 'self' ? 'self:write' : permission;
}
