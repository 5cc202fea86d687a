// Refused by: no-restricted-syntax: The time comes from the injected Clock, not from new Date().
export const now = new Date();
