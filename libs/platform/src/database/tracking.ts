/** How the rows of an entity stand in the audit trail. */
export interface Tracking {
  /** The kind of resource, kebab-case and singular, such as `allergy`. */
  readonly resource: string;
  /** The property that names the resident whom the row is about; `id` of a resident. */
  readonly resident?: string;
  /** The permission that it takes to see what was changed, as a route names it; without one it is shown to nobody. */
  readonly readableWith?: string;
  /** The row is part of another resource: which property names that one, and the field under which it stands there. */
  readonly partOf?: { readonly id: string; readonly as: string };
  /** Properties whose change is told and whose value never is. */
  readonly secret?: readonly string[];
  /** Properties that follow from others: not told. */
  readonly derived?: readonly string[];
  /** How a property reads in the trail, where it isn't how it is stored. */
  readonly show?: Readonly<Record<string, (value: unknown) => unknown>>;
}

/** A row by property, as it reads in the trail: amounts are decimals. */
export type Row = Readonly<Record<string, unknown>>;

/** What became of one row in a unit of work. A side is absent where there was, or is, no row. */
export interface RowChange {
  readonly tracking: Tracking;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** How each entity is tracked, or why it isn't. */
const trackings = new WeakMap<object, Tracking | string>();
const byResource = new Map<string, Tracking>();

/** Every write of the entity's rows leaves an entry in the audit trail. */
export function Tracked(tracking: Tracking): ClassDecorator {
  return (entity) => {
    trackings.set(entity, tracking);
    if (tracking.partOf === undefined) byResource.set(tracking.resource, tracking);
  };
}

/**
 * Writes of the entity's rows leave no entry.
 * @param because why nobody needs to know who wrote them, and when.
 */
export function Untracked(because: string): ClassDecorator {
  return (entity) => {
    trackings.set(entity, because);
  };
}

/**
 * How an entity's rows are tracked; null: not at all.
 * @throws Error when the entity doesn't say: no write of it can be forgotten.
 */
export function trackingOf(entity: object & { readonly name: string }): Tracking | null {
  const tracking = trackings.get(entity);
  if (tracking === undefined) throw new Error(`${entity.name} says neither @Tracked nor @Untracked`);
  return typeof tracking === 'string' ? null : tracking;
}

/** The permission that it takes to see what was changed of a kind of resource; undefined: nobody may. */
export function readableWith(resource: string): string | undefined {
  return byResource.get(resource)?.readableWith;
}
