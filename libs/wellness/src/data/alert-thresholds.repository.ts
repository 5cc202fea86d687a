import { Injectable } from '@nestjs/common';
import { newId, type Reader, type Tx } from '#platform/database';
import { insertRows, select, updateRow } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { scopeOf, type StoredThresholds } from '../domain/alerts/threshold-set.js';
import type { Threshold } from '../domain/alerts/threshold.js';
import { AlertThresholdsEntity } from './alert.entity.js';

/** Whose thresholds, and what they are now. */
export interface NewThresholds {
  /** Null: the home's. */
  readonly residentId: string | null;
  readonly rules: readonly Threshold[];
  readonly setBy: string;
}

/** Thresholds of residents and of the home, as they are stored. They are changed by who holds the alerts only. */
@Injectable()
export class AlertThresholdsRepository {
  /** The home's and those of these residents, where there are some: one statement. */
  async of(reader: Reader, residentIds: readonly (string | null)[]): Promise<ReadonlyMap<string, StoredThresholds>> {
    const scopes = [...new Set([null, ...residentIds].map(scopeOf))];
    const rows = await select(reader, AlertThresholdsEntity, 'thresholds')
      .where('thresholds.scope IN (:...scopes)', { scopes })
      .getMany();
    return new Map(rows.map((row) => [row.scope, row]));
  }

  async put(tx: Tx, known: StoredThresholds | undefined, set: NewThresholds, at: Instant): Promise<StoredThresholds> {
    if (known === undefined) {
      const stored = { id: newId(at), version: 1, createdAt: at, updatedAt: at };
      const first = { ...stored, scope: scopeOf(set.residentId), ...set };
      await insertRows(tx, AlertThresholdsEntity, [first]);
      return first;
    }
    const { id, version } = known;
    const { rules, setBy } = set;
    const next = await updateRow(tx, AlertThresholdsEntity, { id, version, at }, { rules, setBy });
    return { ...known, rules, setBy, version: next, updatedAt: at };
  }
}
