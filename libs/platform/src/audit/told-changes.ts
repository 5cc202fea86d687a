import type { Row, RowChange, Tracking } from '#platform/database';
import { canonical, type Action, type Fields } from './trail/audit-entry.js';

/** What a unit of work did to one resource. */
export interface ToldChange {
  readonly action: Action;
  readonly resource: string;
  readonly resourceId: string;
  readonly residentId: string | null;
  readonly before: Fields | null;
  readonly after: Fields | null;
}

/** In place of a secret: that it was changed is told, what it is never. */
export const NOT_TOLD = '(not told)';

/** They come with every change, and the entry has its own time. */
const ALWAYS_DERIVED = ['createdAt', 'updatedAt'];

interface Told {
  readonly resource: string;
  readonly resourceId: string;
  readonly own: RowChange[];
  readonly parts: Map<string, RowChange[]>;
}

/**
 * The changes of a unit of work, told by resource, in the order in which it came to them. Several changes of one resource
 * are told as one, with what it was at first and what it is at last; one that comes back to where it was is not told.
 */
export function toldChanges(changes: readonly RowChange[]): ToldChange[] {
  return grouped(changes).flatMap((told) => {
    const change = tell(told);
    return change.before === null && change.after === null ? [] : [change];
  });
}

function grouped(changes: readonly RowChange[]): Told[] {
  const all = new Map<string, Told>();
  for (const change of changes) {
    const { tracking } = change;
    const { partOf, resource } = tracking;
    const resourceId = text(sideOf(change)[partOf?.id ?? 'id']);
    const key = `${resource} ${resourceId}`;
    const told = all.get(key) ?? { resource, resourceId, own: [], parts: new Map<string, RowChange[]>() };
    all.set(key, told);
    if (partOf === undefined) told.own.push(change);
    else told.parts.set(partOf.as, [...(told.parts.get(partOf.as) ?? []), change]);
  }
  return [...all.values()];
}

function tell({ resource, resourceId, own, parts }: Told): ToldChange {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const [first, last] = [own[0], own.at(-1)];
  if (first !== undefined && last !== undefined) {
    const was = readable(first.tracking, first.before);
    const is = readable(last.tracking, last.after);
    addDiffering(before, was, is);
    addDiffering(after, is, was);
    for (const property of changedSecrets(first.tracking, first.before, last.after)) {
      if (first.before !== undefined) before[property] = NOT_TOLD;
      if (last.after !== undefined) after[property] = NOT_TOLD;
    }
  }
  for (const [field, rows] of parts) {
    const gone = rows.flatMap(({ tracking, before: row }) => (row === undefined ? [] : [partOf(tracking, row)]));
    const come = rows.flatMap(({ tracking, after: row }) => (row === undefined ? [] : [partOf(tracking, row)]));
    if (gone.length > 0) before[field] = gone;
    if (come.length > 0) after[field] = come;
  }
  return {
    action: actionOf(first, last),
    resource,
    resourceId,
    residentId: residentOf([...own, ...[...parts.values()].flat()]),
    before: Object.keys(before).length === 0 ? null : before,
    after: Object.keys(after).length === 0 ? null : after,
  };
}

function actionOf(first: RowChange | undefined, last: RowChange | undefined): Action {
  if (first === undefined || last === undefined) return 'update';
  if (last.after === undefined) return 'delete';
  return first.before === undefined ? 'create' : 'update';
}

function residentOf(changes: readonly RowChange[]): string | null {
  for (const change of changes) {
    const { resident } = change.tracking;
    const id = resident === undefined ? undefined : sideOf(change)[resident];
    if (typeof id === 'string') return id;
  }
  return null;
}

/** What a row says to a reader, by field. */
type Readable = ReadonlyMap<string, unknown>;

const NOTHING: Readable = new Map();

function readable(tracking: Tracking, row: Row | undefined): Readable {
  if (row === undefined) return NOTHING;
  const left = leftOut(tracking);
  const fields = new Map<string, unknown>();
  for (const property of Object.keys(row)) {
    if (left.has(property)) continue;
    const value = row[property];
    fields.set(property, value === null ? null : (tracking.show?.[property]?.(value) ?? value));
  }
  return fields;
}

const knownLeft = new WeakMap<Tracking, ReadonlySet<string>>();

function leftOut(tracking: Tracking): ReadonlySet<string> {
  let left = knownLeft.get(tracking);
  if (left === undefined) {
    left = new Set([...ALWAYS_DERIVED, 'id', ...(tracking.derived ?? []), ...(tracking.secret ?? [])]);
    knownLeft.set(tracking, left);
  }
  return left;
}

/** The fields of `side` that the other side has not, or has otherwise; null says that a field lost or had no value. */
function addDiffering(told: Record<string, unknown>, side: Readable, other: Readable): void {
  const isChange = other.size > 0;
  for (const [property, value] of side) {
    const isTold = isChange ? !same(value, other.get(property)) : value !== null && value !== undefined;
    if (isTold) told[property] = value;
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonical([a ?? null]) === canonical([b ?? null]);
}

function changedSecrets(tracking: Tracking, before: Row | undefined, after: Row | undefined): string[] {
  return (tracking.secret ?? []).filter((property) => !same(before?.[property], after?.[property]));
}

/** A part as it stands under its resource: with its id, without that of the resource. */
function partOf(tracking: Tracking, row: Row): Fields {
  const part: Record<string, unknown> = { id: row['id'] };
  for (const [property, value] of readable(tracking, row)) {
    if (property !== tracking.partOf?.id && value !== null) part[property] = value;
  }
  return part;
}

function sideOf({ before, after }: RowChange): Row {
  return after ?? before ?? {};
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a tracked row has no id');
  return value;
}
