import { currentRequest, type RequestContext } from '#platform/http';

const NOTED = new WeakMap<RequestContext, string | null>();

/**
 * Says whose record the request in progress reads, where neither the request nor its answer does: for a use case.
 * @param residentId null: nobody's after all.
 */
export function readsRecordOf(residentId: string | null): void {
  const request = currentRequest();
  if (request !== undefined) NOTED.set(request, residentId);
}

/** What was said so in the request in progress; undefined: nothing. */
export function notedResident(): string | null | undefined {
  const request = currentRequest();
  return request === undefined ? undefined : NOTED.get(request);
}
