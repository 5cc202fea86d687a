// Refused by: @typescript-eslint/ban-ts-comment
// @ts-nocheck
export const dose: number = 2;
