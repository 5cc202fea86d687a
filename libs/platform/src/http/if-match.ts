import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { VersionConflictError } from '#platform/kernel';

/**
 * The version that the caller believes is current (`If-Match: "3"`), or undefined when it doesn't say (`*` or no header).
 * @throws VersionConflictError when the header holds no version of ours: nothing can match it.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^"([1-9]\d{0,9})"$/.exec(header.trim());
  if (match === null) throw new VersionConflictError();
  return Number(match[1]);
});
