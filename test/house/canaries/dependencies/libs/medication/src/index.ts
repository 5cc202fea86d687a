export const medication = 1;
