// Refused by: no-restricted-properties: The time comes from the injected Clock, not from Date.now().
const { now } = Date;

export const at = now();
