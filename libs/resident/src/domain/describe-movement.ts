import type { Movement, MovementType } from './movement.js';

/** As much of a movement as a timeline tells. */
export const TOLD_OF_MOVEMENT = [
  'id',
  'residentId',
  'at',
  'type',
  'reason',
  'expectedReturnOn',
  'status',
  'recordedBy',
] as const satisfies readonly (keyof Movement)[];
export type ToldMovement = Pick<Movement, (typeof TOLD_OF_MOVEMENT)[number]>;

const SAID: Readonly<Record<MovementType, string>> = {
  admission: 'Admitted',
  transfer: 'Moved to another bed',
  leave: 'Went on leave',
  hospitalisation: 'Went to hospital',
  return: 'Returned',
  discharge: 'Discharged',
  death: 'Died',
};

/** A movement in a line of English, such as `Went on leave, expected back on 2026-12-01: with her daughter`. */
export function describeMovement({
  type,
  reason,
  expectedReturnOn,
}: Pick<Movement, 'type' | 'reason' | 'expectedReturnOn'>): string {
  const back = expectedReturnOn === null ? '' : `, expected back on ${expectedReturnOn}`;
  return `${SAID[type]}${back}${reason === null ? '' : `: ${reason}`}`;
}
