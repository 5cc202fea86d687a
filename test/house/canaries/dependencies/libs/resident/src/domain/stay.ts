import { now } from '#platform/time';
import { Refusal } from '#platform/kernel';

export const stay = [now, Refusal];
