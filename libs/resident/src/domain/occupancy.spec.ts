import { expect, test } from '@jest/globals';
import { parseInstant } from '#platform/time';
import { occupancyAt, type BedOccupancy } from './occupancy.js';
import type { ResidentStatus } from './resident.js';

function bed(unit: string, status?: ResidentStatus): BedOccupancy {
  const resident = {
    id: 'carmen',
    givenName: 'Carmen',
    familyName: 'Ortega',
    preferredName: null,
    expectedReturnOn: null,
  };
  return {
    bed: { id: 'a', name: 'A', roomId: '1', roomName: '1', unit },
    resident: status === undefined ? null : { ...resident, status },
  };
}

test('a bed that is kept for someone is occupied, and counted apart', () => {
  const beds = [bed('East', 'admitted'), bed('East'), bed('East', 'on-leave'), bed('East', 'in-hospital'), bed('West')];
  expect(occupancyAt(parseInstant('2026-11-24T09:00:00Z'), beds).units).toEqual([
    { unit: 'East', beds: 4, occupied: 3, held: 2 },
    { unit: 'West', beds: 1, occupied: 0, held: 0 },
  ]);
});
