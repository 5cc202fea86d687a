// Refused by: @typescript-eslint/no-restricted-imports: A route calls one use case, which is one unit of work.
import type { UnitOfWork } from '#platform/database';

export type Work = UnitOfWork;
