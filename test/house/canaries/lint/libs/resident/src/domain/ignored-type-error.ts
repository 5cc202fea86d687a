// Refused by: @typescript-eslint/ban-ts-comment
// @ts-expect-error -- it is fine
export const dose: number = 'two';
