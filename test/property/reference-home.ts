/** A movement as the reference has it. */
export interface ReferenceMovement {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly bed: string | null;
  readonly wrong: boolean;
}

/** What a caller does. */
export type Act =
  | {
      readonly kind: 'move';
      readonly resident: string;
      readonly type: string;
      readonly at: string;
      readonly bed: string | null;
    }
  | { readonly kind: 'mark'; readonly resident: string; readonly movement: string };

/** What a home answers: `done`, or the code of its refusal. */
export type Outcome = string;

/** Where someone is. */
export interface Whereabouts {
  readonly status: string;
  readonly bed: string | null;
}

/** Which statuses each movement may find, and the one that it leaves; null: it leaves what it found. */
const RULES: Readonly<Record<string, readonly [readonly string[], string | null]>> = {
  admission: [['pre-admission', 'discharged'], 'admitted'],
  transfer: [['admitted', 'on-leave', 'in-hospital'], null],
  leave: [['admitted'], 'on-leave'],
  hospitalisation: [['admitted'], 'in-hospital'],
  return: [['on-leave', 'in-hospital'], 'admitted'],
  discharge: [['admitted', 'on-leave', 'in-hospital'], 'discharged'],
  death: [['admitted', 'on-leave', 'in-hospital'], 'deceased'],
};

const NOWHERE: Whereabouts = { status: 'pre-admission', bed: null };

/**
 * A home in its plainest form: a list of movements for each resident, out of which everything is worked out anew each
 * time that it is asked. An act makes another home.
 */
export class ReferenceHome {
  constructor(
    private readonly now: string,
    private readonly lists: ReadonlyMap<string, readonly ReferenceMovement[]> = new Map(),
  ) {}

  movementsOf(resident: string): readonly ReferenceMovement[] {
    return this.lists.get(resident) ?? [];
  }

  /** Where a resident is at an instant; without one, after all that was recorded. */
  whereIs(resident: string, at = '9999'): Whereabouts {
    return replay(counting(this.movementsOf(resident)).filter((movement) => movement.at <= at)) ?? NOWHERE;
  }

  /** Who has a bed at an instant, by bed. */
  occupants(at: string): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const resident of this.lists.keys()) {
      const { bed } = this.whereIs(resident, at);
      if (bed !== null) found.set(bed, [...(found.get(bed) ?? []), resident]);
    }
    return found;
  }

  /** Every instant at which something changes. */
  instants(): readonly string[] {
    return [...new Set([...this.lists.values()].flat().map(({ at }) => at))].sort();
  }

  /** Two homes with the same say have the same past. */
  get past(): string {
    return JSON.stringify([...this.lists].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @param id of the movement, where the act makes one. */
  after(act: Act, id: string): { readonly home: ReferenceHome; readonly outcome: Outcome } {
    const list = this.movementsOf(act.resident);
    const refused = act.kind === 'move' ? this.refuseMove(act, list) : refuseMark(act.movement, list);
    if (refused !== undefined) return { home: this, outcome: refused };
    const changed =
      act.kind === 'move'
        ? [...list, { id, type: act.type, at: act.at, bed: act.bed, wrong: false }]
        : list.map((movement) => (movement.id === act.movement ? { ...movement, wrong: true } : movement));
    const home = new ReferenceHome(this.now, new Map([...this.lists, [act.resident, changed]]));
    return home.isShared() ? { home: this, outcome: 'bed-occupied' } : { home, outcome: 'done' };
  }

  /** Whether some bed has two people at some instant: if it ever does, then when one of them comes. */
  private isShared(): boolean {
    return this.instants().some((at) => [...this.occupants(at).values()].some((people) => people.length > 1));
  }

  private refuseMove(
    { type, at, bed }: Act & { readonly kind: 'move' },
    list: readonly ReferenceMovement[],
  ): Outcome | undefined {
    const takesBed = type === 'admission' || type === 'transfer';
    if (takesBed !== (bed !== null) || at > this.now) return 'validation-failed';
    const before = counting(list);
    if (replay([...before, { id: '', type, at, bed, wrong: false }]) === undefined) return 'illegal-movement';
    return at < (before.at(-1)?.at ?? '') ? 'out-of-order' : undefined;
  }
}

function refuseMark(id: string, list: readonly ReferenceMovement[]): Outcome | undefined {
  const marked = list.find((movement) => movement.id === id);
  if (marked === undefined) return 'not-found';
  if (marked.wrong) return 'illegal-transition';
  return replay(counting(list).filter((movement) => movement !== marked)) === undefined
    ? 'illegal-movement'
    : undefined;
}

function counting(list: readonly ReferenceMovement[]): readonly ReferenceMovement[] {
  return list.filter(({ wrong }) => !wrong);
}

/** Undefined: nobody can move like that. */
function replay(movements: readonly ReferenceMovement[]): Whereabouts | undefined {
  let { status, bed } = NOWHERE;
  for (const movement of movements) {
    const [found, left] = RULES[movement.type] ?? [[], null];
    if (!found.includes(status)) return undefined;
    status = left ?? status;
    bed = status === 'discharged' || status === 'deceased' ? null : (movement.bed ?? bed);
  }
  return { status, bed };
}
