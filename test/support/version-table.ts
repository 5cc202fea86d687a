import type { Route } from './route-table.js';

/**
 * Routes that change something and take no `If-Match`, each with its reason; what creates (201) needs none. Written from
 * the contract: `If-Match` is for every PATCH, every PUT and every action, a POST that changes one existing resource.
 */
export const NO_VERSION: Readonly<Record<string, string>> = {
  'POST /auth/token': 'a token is no resource',
  'POST /auth/logout': 'a token is no resource',
  'POST /auth/password': 'nobody can read it, and it asks for the one it replaces',
  'POST /auth/pin': 'nobody can read it',
  'DELETE /api-keys/{id}': 'a revoked key is revoked, whatever it was before',
  'DELETE /activities/calendar-links/{id}': 'a revoked link is revoked, whatever it was before',
  'DELETE /activities/{activityId}/enrolments/{id}': 'an ended enrolment is ended, whatever it was before',
  'POST /medications/import': 'it is about many medicines at once',
  'POST /medication-rounds/record': 'it is about many doses at once',
  'POST /observations/batch': 'it is about many residents at once',
  'POST /prescriptions/check': 'it changes nothing',
};

/** Routes that create one thing and change another: which one `If-Match` is about. */
export const CREATES_AND_CHANGES: Readonly<Record<string, string>> = {
  'POST /residents/{residentId}/movements': 'GET /residents/{id}',
};

/** What is read alone and is no list, but has no version, each with its reason. */
export const NOT_STORED: Readonly<Record<string, string>> = {
  'GET /health/live': 'it is about this moment',
  'GET /health/ready': 'it is about this moment',
  'GET /metrics': 'it is about this moment',
  'GET /auth/me': 'it is about the credential',
  'GET /audit/verify': 'it is found anew each time',
  'GET /audit/checkpoint': 'it is signed anew each time',
  'GET /prescriptions/{id}/can-give': 'it is about this moment',
  'GET /medication-rounds': 'it is about this moment',
  'GET /medication-rounds/summary': 'it is about this moment',
  'GET /residents/{residentId}/adherence': 'it is counted anew each time',
  'GET /residents/{residentId}/participation': 'it is counted anew each time',
  'GET /residents/{residentId}/trends': 'it is counted anew each time',
  'GET /activities/programme': 'it is printed anew each time',
  'GET /alerts/stream': 'it goes on as long as its reader listens',
  'GET /occupancy': 'it is about one moment',
  'GET /residents/{id}/summary': 'it is about this moment',
  'GET /residents/{residentId}/wellness': 'it is about this moment',
  'GET /residents/{id}/mar': 'it is about this moment',
  'GET /observation-types/{code}': 'it comes with the program',
  'GET /assessment-instruments/{code}': 'it comes with the program',
};

/** What is read alone as text that has no version; its tag is made of what is in it. */
export const TAGGED_BY_CONTENT: Readonly<Record<string, string>> = {
  'GET /residents/{residentId}/charts/participation.svg': 'a picture is the same while what it shows is',
  'GET /residents/{residentId}/charts/{type}.svg': 'a picture is the same while what it shows is',
  'GET /activities/calendar/{secret}.ics': 'a calendar is the same while what it shows is',
  'GET /activities/calendar.ics': 'it is made of many things',
};

/** Whether a route, by what it is, changes one stored thing of which the caller may have read an old version. */
export function changesOne({ name, method, template, operation }: Route): boolean {
  if (name in CREATES_AND_CHANGES || method === 'PATCH' || method === 'PUT') return true;
  return method === 'POST' && template.includes('{') && '200' in operation.responses;
}

/** What the document says beyond or short of the tables about versions, in words; empty: nothing. */
export function versionComplaints(routes: readonly Route[]): string[] {
  const served = new Set(routes.map(({ name }) => name));
  const rows = [NO_VERSION, CREATES_AND_CHANGES, NOT_STORED, TAGGED_BY_CONTENT].flatMap((table) => Object.keys(table));
  return [
    ...rows.flatMap((name) => (served.has(name) ? [] : [`${name} has a row but is not served`])),
    ...routes.flatMap((route) => (route.method === 'GET' ? ofReading(route) : ofWriting(route))),
  ];
}

function ofReading({ name, operation }: Route): string[] {
  const { responses } = operation;
  const versioned = '304' in responses;
  if (name in NOT_STORED) return versioned ? [`${name} has a version, and a row that says it has none`] : [];
  if (name in TAGGED_BY_CONTENT) return versioned ? [] : [`${name} has a tag, and is sent to who has it`];
  // The register is a list that says above its lines which medicine they are of.
  const isList = /(Page|ControlledRegister)"/.test(JSON.stringify(responses['200']));
  return versioned !== isList ? [] : [`${name} is read alone and has neither a version nor a row`];
}

function ofWriting(route: Route): string[] {
  const { name, operation } = route;
  const takes = '412' in operation.responses && JSON.stringify(operation['parameters']).includes('"If-Match"');
  if (changesOne(route)) return takes ? [] : [`${name} changes one thing and takes no If-Match`];
  // What is removed may be of the version that was read; nothing asks it to.
  if (takes && route.method === 'DELETE') return [];
  if (takes) return [`${name} takes If-Match and changes no one thing`];
  return '201' in operation.responses || name in NO_VERSION ? [] : [`${name} takes no If-Match and has no row`];
}
