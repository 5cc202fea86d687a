import { factType } from '#platform/events';
import type { ResidentDeparted } from '../domain/resident.facts.js';

export const residentDeparted = factType<ResidentDeparted>('resident-departed');
