import { Injectable } from '@nestjs/common';
import { Users, type Caller } from '#platform/access';
import { WitnessRequiredError } from '../domain/medication.errors.js';

/** A second person and their proof: a PIN, or the password. Never stored and never logged. */
export interface Witness {
  readonly username: string;
  readonly pin: string;
}

/** What was confirmed already: the same proof for many acts of one request is looked at once. */
export type Confirmations = Map<string, Promise<string>>;

/** Second persons at what moves medicines (api.md section 4, clinical.md A4). */
@Injectable()
export class Witnesses {
  constructor(private readonly users: Users) {}

  /**
   * The id of the witness's user, null when there is none and none is needed. Takes its time, and counts wrong PINs
   * whatever becomes of the request: never inside a unit of work.
   * @param needed the medicine's name where it may not be done alone
   * @throws WitnessRequiredError, WitnessRefusedError
   */
  async confirm(
    caller: Caller,
    witness: Witness | null,
    needed: string | null,
    before: Confirmations = new Map(),
  ): Promise<string | null> {
    if (witness !== null) return this.proven(caller, witness, before);
    if (needed !== null) throw new WitnessRequiredError(needed);
    return null;
  }

  private proven(caller: Caller, { username, pin }: Witness, before: Confirmations): Promise<string> {
    const key = JSON.stringify([username, pin]);
    const known = before.get(key);
    if (known !== undefined) return known;
    const confirmed = this.users.confirmWitness(caller, { username, pin }, ['administrations:write', 'stock:write']);
    before.set(key, confirmed);
    return confirmed;
  }
}
