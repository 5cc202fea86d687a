import type { AsRead } from '#platform/kernel';

/** On an answer; not part of what is sent. */
const MAY_HAVE_CHANGED = Symbol('may have changed');

/** The answer with a record that shows more than its version counts: where that may have changed, it is never a 304. */
export function answerOf<T, D extends object>({ record, mayHaveChanged }: AsRead<T>, toDto: (record: T) => D): D {
  const dto = toDto(record);
  return mayHaveChanged ? { ...dto, [MAY_HAVE_CHANGED]: true } : dto;
}

export function mayHaveChanged(answer: object): boolean {
  return MAY_HAVE_CHANGED in answer;
}
