import type { Reads } from '#platform/access';
import type { Act, Fields } from './trail/audit-entry.js';

/** A request that was answered, as far as it says whose record was read. */
export interface AnsweredRequest {
  readonly path: Fields;
  readonly query: Fields;
  readonly body: unknown;
  readonly answer: unknown;
  /** See `readsRecordOf`; undefined: nothing was said. */
  readonly noted: string | null | undefined;
}

/** What was read, as the trail tells it. */
export type ToldRead = Pick<Act, 'resource' | 'resourceId' | 'residentId'>;

/**
 * What a route's declaration makes of a request; null: no single resident's record was read.
 * @throws Error when the answer isn't what the route declares, or its use case doesn't say whose record it is: nothing
 * is read that can't be told.
 */
export function toldRead(reads: Reads, request: AnsweredRequest): ToldRead | null {
  switch (reads.from) {
    case 'nobody':
      return null;
    case 'answer': {
      const [resourceId, residentId] = [text(request.answer, 'id'), text(request.answer, 'residentId')];
      if (resourceId === undefined || residentId === undefined) throw untold(reads.resource);
      return { resource: reads.resource, resourceId, residentId };
    }
    case 'use-case': {
      const { noted } = request;
      if (noted === undefined) throw untold(reads.resource);
      return noted === null ? null : { resource: reads.resource, resourceId: noted, residentId: noted };
    }
    case 'request':
      for (const place of reads.places) {
        const resourceId = text(request[place.in], place.name);
        if (resourceId === undefined) continue;
        const residentId = place.ofResident ? resourceId : request.noted;
        if (residentId === undefined) throw untold(reads.resource);
        return residentId === null ? null : { resource: reads.resource, resourceId, residentId };
      }
      return null;
  }
}

function text(fields: unknown, name: string): string | undefined {
  const value: unknown = typeof fields === 'object' && fields !== null ? (fields as Fields)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function untold(resource: string): Error {
  return new Error(`nothing says whose ${resource} was read`);
}
