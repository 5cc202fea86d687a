// Refused by: @typescript-eslint/explicit-module-boundary-types
export function twice(dose: number) {
  return dose * 2;
}
