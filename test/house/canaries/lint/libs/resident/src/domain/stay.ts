/** A bystander: nothing here may be refused. */
export function nights(from: number, to: number): string {
  return `${to - from} nights`;
}
