/** Where a request names what it reads. */
export interface Place {
  readonly in: 'path' | 'query' | 'body';
  readonly name: string;
  /** It names the resident. Of anything else the use case says whose it is (`readsRecordOf` of #platform/audit). */
  readonly ofResident: boolean;
}

/** Whose record a route reads, and as what kind of resource the read stands in the audit trail (api.md section 8). */
export type Reads =
  | { readonly from: 'nobody'; readonly because: string }
  | { readonly from: 'answer'; readonly resource: string }
  | { readonly from: 'use-case'; readonly resource: string }
  | { readonly from: 'request'; readonly resource: string; readonly places: readonly Place[] };

/** Where the declaration is kept. */
export const READS = 'residencia:reads';

/** One resource, which names itself by `id` and its resident by `residentId` in the answer. */
export function readsOne(resource: string): Reads {
  return { from: 'answer', resource };
}

/**
 * What belongs to the resource that the request names, such as a list. The first place that is filled in counts; when
 * none is, the answer is about many and the read is of nobody's record.
 */
export function readsOf(resource: string, ...places: readonly Place[]): Reads {
  return { from: 'request', resource, places };
}

/** What only the use case knows whose record it is (`readsRecordOf` of #platform/audit), such as behind a secret address. */
export function readsAsSaid(resource: string): Reads {
  return { from: 'use-case', resource };
}

/** @param because why no resident's record is read, where it isn't plain to see. */
export function readsNobodys(because = ''): Reads {
  return { from: 'nobody', because };
}

/** The id of a resident, in a place of the request. */
export function residentIn(place: Place['in'], name = 'residentId'): Place {
  return { in: place, name, ofResident: true };
}

/** The id of something that belongs to a resident, in a place of the request. */
export function belongingIn(place: Place['in'], name: string): Place {
  return { in: place, name, ofResident: false };
}
