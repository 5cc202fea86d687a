// Refused by: @typescript-eslint/no-explicit-any
export const readings: any[] = [];
