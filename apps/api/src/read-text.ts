import { BadRequestException, PayloadTooLargeException, RequestTimeoutException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

export interface TextLimits {
  readonly bytes: number;
  /** Longest that it may take to arrive, from now on. */
  readonly milliseconds: number;
}

/**
 * The whole of a body as UTF-8 text. What arrives after a refusal is thrown away, until the connection ends.
 * @throws PayloadTooLargeException, RequestTimeoutException, or BadRequestException when it breaks off or isn't UTF-8.
 */
export async function readText(payload: IncomingMessage, { bytes, milliseconds }: TextLimits): Promise<string> {
  refuseLongBody(payload, bytes);
  const body = await new Promise<Buffer>((done, failed) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (error?: Error): void => {
      clearTimeout(limit);
      payload.removeListener('data', take).resume();
      if (error === undefined) done(Buffer.concat(chunks, size));
      else failed(error);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > bytes) end(new PayloadTooLargeException());
    };
    const limit = setTimeout(() => {
      end(new RequestTimeoutException());
    }, milliseconds);
    payload.on('data', take);
    payload.once('end', () => {
      end();
    });
    payload.once('error', () => {
      end(new BadRequestException());
    });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new BadRequestException();
  }
}

/** @throws PayloadTooLargeException when a body says that it will be longer. */
export function refuseLongBody({ headers }: IncomingMessage, bytes: number): void {
  if (Number(headers['content-length'] ?? 0) > bytes) throw new PayloadTooLargeException();
}
