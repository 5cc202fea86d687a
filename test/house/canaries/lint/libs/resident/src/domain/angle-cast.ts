// Refused by: no-restricted-syntax: A cast is written with "as", where it can be seen.
export function asNumber(value: unknown): number {
  return <number>value;
}
