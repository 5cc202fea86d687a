export function greet(): void {
  console.log('good morning');
}
