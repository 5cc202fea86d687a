// Refused by: no-orphans
export const alone = 1;
