// Refused by: @typescript-eslint/restrict-template-expressions
export function say(occupied: boolean): string {
  return `occupied: ${occupied}`;
}
