import { MEN, SURNAMES, WOMEN } from './people.js';
import type { Random } from './random.js';

/** Whom to call, as drawn. */
export interface DrawnContact {
  readonly name: string;
  readonly relationship: string;
  readonly phone: string;
  readonly isLegalRepresentative: boolean;
  readonly isEmergencyContact: boolean;
}

const WOMEN_OF_A_FAMILY = ['daughter', 'daughter', 'niece', 'granddaughter', 'sister'];
const MEN_OF_A_FAMILY = ['son', 'son', 'nephew', 'grandson', 'brother'];

/** One to three people; the first is called first, and decides for some. */
export function drawContacts(random: Random, familyName: string): DrawnContact[] {
  const [surname = ''] = familyName.split(' ');
  return Array.from({ length: random.between(1, 3) }, (_, index) => {
    const woman = random.happens(0.6);
    const [given] = random.pick(woman ? WOMEN : MEN);
    return {
      name: `${given} ${surname} ${random.pick(SURNAMES)}`,
      relationship: random.pick(woman ? WOMEN_OF_A_FAMILY : MEN_OF_A_FAMILY),
      // No number in Spain begins with 500.
      phone: `+34 500 ${random.between(100, 999)} ${random.between(100, 999)}`,
      isLegalRepresentative: index === 0 && random.happens(0.3),
      isEmergencyContact: index === 0,
    };
  });
}
