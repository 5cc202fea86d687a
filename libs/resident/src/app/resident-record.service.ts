import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { AllergyRepository, AllergyReviewRepository, ConditionRepository } from '../data/clinical.repository.js';
import { ContactRepository } from '../data/contact.repository.js';
import type { Allergy } from '../domain/allergy.js';
import { allergyAnswer, type AllergyAnswer, type AllergyReview } from '../domain/allergy-review.js';
import type { Condition } from '../domain/condition.js';
import { byWhomToCall, type Contact } from '../domain/contact.js';

/** What is known of a resident's allergies, and whether anybody has asked. */
export interface KnownAllergies {
  readonly answer: AllergyAnswer;
  /** The active ones, those of high criticality first. */
  readonly allergies: readonly Allergy[];
  /** The newest review, as far as it says something of the answer: who confirmed the list, or that there are none. */
  readonly review: AllergyReview | null;
}

/** What other domains may ask of what is written down of one resident, with their own right to read. */
@Injectable()
export class ResidentRecord {
  constructor(
    private readonly allergies: AllergyRepository,
    private readonly reviews: AllergyReviewRepository,
    private readonly conditionFacts: ConditionRepository,
    private readonly people: ContactRepository,
  ) {}

  async knownAllergies(reader: Reader, residentId: string): Promise<KnownAllergies> {
    const active = await this.allergies.active(reader, [residentId]);
    const newest = await this.reviews.newest(reader, residentId);
    const since = newest !== undefined && (await this.allergies.anySince(reader, residentId, newest.id));
    const answer = allergyAnswer(active, newest, since);
    const fits = newest?.outcome === (answer === 'listed' ? 'list-confirmed' : 'none-known') && answer !== 'not-asked';
    const high = ({ criticality }: Allergy): number => Number(criticality !== 'high');
    return {
      answer,
      allergies: [...active].sort((a, b) => high(a) - high(b)),
      review: fits ? newest : null,
    };
  }

  /** The active ones, in the order in which they were recorded. */
  activeConditions(reader: Reader, residentId: string): Promise<readonly Condition[]> {
    return this.conditionFacts.active(reader, [residentId]);
  }

  /** Legal representatives before those to call in an emergency, and these before the others. */
  async contacts(reader: Reader, residentId: string): Promise<readonly Contact[]> {
    return [...(await this.people.all(reader, residentId))].sort(byWhomToCall);
  }
}
