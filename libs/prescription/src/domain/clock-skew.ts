/** How many minutes a caller's clock may differ from ours (clinical.md A1). */
export const CLOCK_SKEW_MINUTES = 5;
