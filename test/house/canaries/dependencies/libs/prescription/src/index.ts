export const prescription = 1;
