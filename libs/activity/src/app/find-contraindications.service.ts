import { Injectable } from '@nestjs/common';
import { grouped } from '#platform/kernel';
import { isPermitted, type Caller, type ReadPermission } from '#platform/access';
import type { Reader } from '#platform/database';
import { ResidentDirectory } from '#resident';
import type { Activity } from '../domain/activity.js';
import {
  contraindications,
  disclosed,
  type Contraindication,
  type ContraindicationKind,
} from '../domain/contraindication.js';

/** What it takes to know the facts behind each kind. */
const READABLE_WITH: Readonly<Record<ContraindicationKind, ReadPermission>> = {
  mobility: 'residents:read',
  diet: 'residents:read',
  allergy: 'allergies:read',
  condition: 'conditions:read',
};

/** What in residents' records is against taking part in an activity. */
@Injectable()
export class FindContraindications {
  constructor(private readonly residents: ResidentDirectory) {}

  /** By resident, as far as the caller may know; three statements, or none where the activity asks for nothing. */
  async of(
    reader: Reader,
    activity: Pick<Activity, 'requires' | 'excludes'>,
    residentIds: readonly string[],
    { roles }: Pick<Caller, 'roles'>,
  ): Promise<ReadonlyMap<string, readonly Contraindication[]>> {
    if (activity.requires === null && activity.excludes === null) return new Map();
    const residents = await this.residents.find(reader, { ids: residentIds });
    const ofResident = ({ residentId }: { readonly residentId: string }): string => residentId;
    const allergies = grouped(await this.residents.activeAllergies(reader, residentIds), ofResident);
    const conditions = grouped(await this.residents.activeConditions(reader, residentIds), ofResident);
    return new Map(
      residents.map(({ id, mobility, diet }) => {
        const facts = { mobility, diet, allergies: allergies.get(id) ?? [], conditions: conditions.get(id) ?? [] };
        const all = contraindications(activity, facts);
        return [id, disclosed(all, (kind) => isPermitted(roles, READABLE_WITH[kind]))];
      }),
    );
  }
}
