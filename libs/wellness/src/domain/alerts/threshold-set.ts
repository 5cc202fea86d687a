import type { Instant } from '#platform/time';
import { inEffect, type Threshold, type ThresholdInEffect } from './threshold.js';

/** The thresholds of a resident or of the home, as they are stored. */
export interface StoredThresholds {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Null: the home's. */
  readonly residentId: string | null;
  readonly rules: readonly Threshold[];
  /** Id of the user who set them last. */
  readonly setBy: string;
}

/** The same as they are read, also where nobody has set any. */
export interface ThresholdSet {
  readonly residentId: string | null;
  /** 1 while nothing is set, one more with every change. */
  readonly version: number;
  readonly rules: readonly Threshold[];
  /** Null: nobody has. */
  readonly setAt: Instant | null;
  readonly setBy: string | null;
  /** What counts, from whoever it comes. */
  readonly inEffect: readonly ThresholdInEffect[];
}

/** The name of whose thresholds they are. */
export function scopeOf(residentId: string | null): string {
  return residentId ?? 'home';
}

/** Of what is stored; undefined: nothing is set. */
export function thresholdSetVersion(stored: Pick<StoredThresholds, 'version'> | undefined): number {
  return 1 + (stored?.version ?? 0);
}

/** @param stored by {@link scopeOf}: the home's and the resident's, where there are some. */
export function thresholdSet(residentId: string | null, stored: ReadonlyMap<string, StoredThresholds>): ThresholdSet {
  const own = stored.get(scopeOf(residentId));
  return {
    residentId,
    version: thresholdSetVersion(own),
    rules: own?.rules ?? [],
    setAt: own?.updatedAt ?? null,
    setBy: own?.setBy ?? null,
    inEffect: thresholdsOf(residentId, stored),
  };
}

/** What counts for a resident; null: for whoever has nothing of their own. */
export function thresholdsOf(
  residentId: string | null,
  stored: ReadonlyMap<string, StoredThresholds>,
): readonly ThresholdInEffect[] {
  const person = residentId === null ? undefined : stored.get(scopeOf(residentId));
  return inEffect(person?.rules ?? [], stored.get(scopeOf(null))?.rules ?? []);
}
