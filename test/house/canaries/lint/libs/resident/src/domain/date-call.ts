// Refused by: no-restricted-syntax: The time comes from the injected Clock, not from Date().
export const now = Date();
