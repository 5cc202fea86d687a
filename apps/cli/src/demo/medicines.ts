import type { DemoMedicine } from './medicine.js';
import { ALIMENTARY } from './medicines-alimentary.js';
import { CIRCULATION } from './medicines-circulation.js';
import { NERVOUS } from './medicines-nervous.js';
import { OTHER } from './medicines-other.js';

/** The 150 medicines that the demonstration's home keeps, each substance once. */
export const MEDICINES: readonly DemoMedicine[] = [...ALIMENTARY, ...CIRCULATION, ...NERVOUS, ...OTHER];
