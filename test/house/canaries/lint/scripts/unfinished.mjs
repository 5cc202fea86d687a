// Refused by: no-warning-comments
/* at the end of the day: FIXME */
export const dose = 1.5;
