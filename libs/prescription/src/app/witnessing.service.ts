import { Injectable } from '@nestjs/common';
import { isPermitted, Users, type Caller } from '#platform/access';
import type { Medication } from '#medication';
import { needsWitness } from '../domain/administer.js';
import type { DoseAct } from '../domain/administration.js';
import type { Witness } from '../domain/record-command.js';
import { ControlledDrugError, WitnessRequiredError } from '../domain/prescription.errors.js';

/** What was confirmed already: the same proof for many doses of one round is looked at once. */
export type Confirmations = Map<string, Promise<string>>;

/** Who may record a dose of a medicine, alone or before a witness (api.md sections 2 and 5). */
@Injectable()
export class Witnessing {
  constructor(private readonly users: Users) {}

  /**
   * The id of the witness's user, null when there is none and none is needed. Takes its time: never inside a unit of work.
   * @throws ControlledDrugError, WitnessRequiredError, WitnessRefusedError
   */
  async confirm(
    caller: Caller,
    medicine: Medication,
    said: Pick<DoseAct, 'outcome' | 'reason'> & { readonly witness: Witness | null },
    before: Confirmations,
  ): Promise<string | null> {
    if (medicine.controlled && !isPermitted(caller.roles, 'administrations:write-controlled')) {
      throw new ControlledDrugError(medicine.name);
    }
    if (said.witness !== null) return this.proven(caller, said.witness, before);
    if (needsWitness(medicine, said)) throw new WitnessRequiredError(medicine.name);
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
