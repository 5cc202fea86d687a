// Refused by: no-warning-comments
// TODO: round the dose
export const dose = 1.5;
