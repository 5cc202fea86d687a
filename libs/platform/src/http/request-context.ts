import { AsyncLocalStorage } from 'node:async_hooks';

/** Who and what a request is: for logs and the audit trail only, never for the transaction. */
export interface RequestContext {
  readonly requestId: string;
  readonly address: string;
  /** Set by the access guard once the caller is known. */
  actor?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function enterRequest(context: RequestContext, next: () => void): void {
  storage.run(context, next);
}

export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
