import { expect } from '@jest/globals';
import type { Answer, Body } from './client.js';

/** The answer is that refusal, as problem details; more of the body may be asked for. */
export function expectProblem(answer: Answer<unknown>, status: number, code: string, more: Body = {}): void {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { status, code, ...more } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
}

/** The answer is 422 and blames exactly these fields, by JSON Pointer. */
export function expectBadFields(answer: Answer<unknown>, ...pointers: readonly string[]): void {
  expectProblem(answer, 422, 'validation-failed');
  const { errors } = answer.body as { errors: readonly { pointer: string }[] };
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual([...pointers].sort());
}
