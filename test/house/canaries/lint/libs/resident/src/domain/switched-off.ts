// Refused by: noInlineConfig
/* eslint-disable max-lines */
export const long = 1;
