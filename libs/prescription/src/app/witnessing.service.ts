import { Injectable } from '@nestjs/common';
import { isPermitted, type Caller } from '#platform/access';
import { Witnesses, type Confirmations, type Medication } from '#medication';
import { needsWitness } from '../domain/administer.js';
import type { DoseAct } from '../domain/administration.js';
import type { Witness } from '../domain/record-command.js';
import { ControlledDrugError } from '../domain/prescription.errors.js';

/** Who may record a dose of a medicine, alone or before a witness (api.md sections 2 and 5). */
@Injectable()
export class Witnessing {
  constructor(private readonly witnesses: Witnesses) {}

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
    this.refuseControlled(caller, medicine);
    return this.witnesses.confirm(caller, said.witness, needsWitness(medicine, said) ? medicine.name : null, before);
  }

  /** @throws ControlledDrugError when the medicine is one that the caller may not record */
  refuseControlled({ roles }: Caller, { controlled, name }: Medication): void {
    if (controlled && !isPermitted(roles, 'administrations:write-controlled')) throw new ControlledDrugError(name);
  }
}
