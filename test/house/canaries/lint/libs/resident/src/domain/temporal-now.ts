// Refused by: no-restricted-properties: The time comes from the injected Clock, not from Temporal.Now.
import { Temporal } from 'temporal-polyfill';

export const now = Temporal.Now.instant().toString();
