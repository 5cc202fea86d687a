// Refused by: no-console
export function admit(): void {
  console.log('admitted');
}
