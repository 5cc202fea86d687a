export const Refusal = 1;
