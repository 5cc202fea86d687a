/** Whether a value lies in a stretch: both ends belong to it, a missing end is open. */
export function fits({ from, to }: { readonly from?: number; readonly to?: number }, value: number): boolean {
  return (from === undefined || value >= from) && (to === undefined || value <= to);
}
