// Refused by: no-restricted-properties: The time comes from the injected Clock, not from Date.now().
export const now = Date.now();
