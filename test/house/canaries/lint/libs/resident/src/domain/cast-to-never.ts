// Refused by: no-restricted-syntax: A cast to never fits everywhere and says nothing.
export function asNumber(text: string): number {
  return text as never;
}
