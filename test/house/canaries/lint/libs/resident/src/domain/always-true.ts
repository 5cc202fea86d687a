// Refused by: @typescript-eslint/no-unnecessary-condition
export function has(bed: object): boolean {
  return bed ? true : false;
}
