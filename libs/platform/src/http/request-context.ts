import { randomUUID } from 'node:crypto';
import { Along } from '#platform/context';

/** Who and what a request is: for logs and the audit trail only, never for the transaction. */
export interface RequestContext {
  readonly requestId: string;
  readonly address: string;
  /** See {@link identify}. */
  actor?: string;
}

const request = new Along<RequestContext>();

export function enterRequest(context: RequestContext, next: () => void): void {
  request.run(context, next);
}

export function currentRequest(): RequestContext | undefined {
  return request.get();
}

/** Says who the caller of the current request is, once that is known. */
export function identify(actor: string): void {
  const current = request.get();
  if (current !== undefined) current.actor = actor;
}

/** Runs `work` as `actor`, for what is no request: a command line, a periodic job. */
export function actingAs<T>(actor: string, work: () => T): T {
  return request.run({ requestId: randomUUID(), address: '', actor }, work);
}

/** Who acts: `system` where nobody has signed in. */
export function currentActor(): { readonly actor: string; readonly requestId: string } {
  const current = request.get();
  return { actor: current?.actor ?? 'system', requestId: current?.requestId ?? randomUUID() };
}
