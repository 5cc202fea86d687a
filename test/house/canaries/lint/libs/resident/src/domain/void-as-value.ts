// Refused by: @typescript-eslint/no-confusing-void-expression
export function log(print: (text: string) => void): void {
  const printed = print('a');
  return printed;
}
