export const column = 1;
