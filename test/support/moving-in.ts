import { expect } from '@jest/globals';
import { theMedication } from './builders/medications.js';
import { AS_NEEDED, aPrescription } from './builders/prescriptions.js';
import { aBed, aResident } from './builders/residents.js';
import type { Answer, Client, PageBody, Resource } from './client.js';
import type { Home } from './home.js';

interface OccupancyBody {
  readonly beds: readonly { readonly bed: unknown; readonly resident: { readonly id: string } | null }[];
}

/** A write of one person, and the answer if there was one before the power went. */
interface Act {
  readonly by: 'nurse' | 'prescriber';
  readonly resource: 'resident' | 'movement' | 'prescription' | 'administration';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string;
  answer?: Resource;
}

/** Someone who moves in: registered, admitted, prescribed a medicine, given it. */
export interface Stay {
  readonly familyName: string;
  readonly acts: readonly Act[];
}

/** What there is of someone's moving in. */
interface Found {
  readonly residents: readonly Resource[];
  readonly movements: readonly Resource[];
  readonly prescriptions: readonly Resource[];
  readonly administrations: readonly Resource[];
}

/** Residents who move in, one after the other, each act with a key of its own. */
export class MovingIn {
  private readonly started: (Stay & { readonly acts: Act[] })[] = [];
  private stopped = false;

  private constructor(
    private readonly people: Readonly<Record<Act['by'] | 'auditor', Client>>,
    private readonly medicationId: string,
  ) {}

  static async into(home: Home): Promise<MovingIn> {
    const [nurse, prescriber, auditor] = await Promise.all([
      home.as('nurse'),
      home.as('prescriber'),
      home.as('auditor'),
    ]);
    const { id } = await theMedication(await home.as('admin'));
    return new MovingIn({ nurse, prescriber, auditor }, id);
  }

  /** The same people with the same tokens, in another home. */
  in(home: Home): MovingIn {
    const { nurse, prescriber, auditor } = this.people;
    const people = {
      nurse: nurse.through(home.url),
      prescriber: prescriber.through(home.url),
      auditor: auditor.through(home.url),
    };
    return new MovingIn(people, this.medicationId);
  }

  /** Everyone who has begun to move in, as it is now; what is answered later is not in it. */
  stays(): readonly Stay[] {
    return this.started.map(({ familyName, acts }) => ({ familyName, acts: acts.map((act) => ({ ...act })) }));
  }

  stop(): void {
    this.stopped = true;
  }

  /** One person who lets residents move in until {@link stop}. @throws TypeError when the power goes. */
  async work(): Promise<void> {
    while (!this.stopped) {
      const bedId = await aBed(this.people.nurse);
      const stay = { familyName: `Kraus${this.started.length + 1}x`, acts: [] };
      this.started.push(stay);
      const resident = aResident({ familyName: stay.familyName });
      const { id } = await this.act(stay, 'nurse', 'resident', '/api/v1/residents', resident);
      const movement = { type: 'admission', bedId };
      await this.act(stay, 'nurse', 'movement', `/api/v1/residents/${id}/movements`, movement);
      const order = aPrescription(id, this.medicationId, { schedule: AS_NEEDED });
      const prescription = await this.act(stay, 'prescriber', 'prescription', '/api/v1/prescriptions', order);
      const dose = `/api/v1/prescriptions/${prescription.id}/administrations`;
      await this.act(stay, 'nurse', 'administration', dose, { outcome: 'given' });
    }
  }

  /** What was acknowledged is there once; what was not, once or not at all; and nothing is there in half. */
  async expectWhole(stay: Stay): Promise<void> {
    const found = await this.find(stay.familyName);
    const { residents, movements, prescriptions, administrations } = found;
    const lists = {
      resident: residents,
      movement: movements,
      prescription: prescriptions,
      administration: administrations,
    };
    for (const [resource, list] of Object.entries(lists)) {
      const act = stay.acts.find((candidate) => candidate.resource === resource);
      if (act?.answer !== undefined) expect(list).toMatchObject([{ id: act.answer.id }]);
      expect(list.length).toBeLessThanOrEqual(1);
    }
    // A status never without its movement.
    for (const { status } of residents) expect(status).toBe(movements.length === 1 ? 'admitted' : 'pre-admission');
    for (const { id, bed } of residents) expect(await this.bedsOf(id)).toEqual(bed === null ? [] : [bed]);
  }

  /** The beds that have a resident, as the occupancy tells it. */
  private async bedsOf(residentId: unknown): Promise<readonly unknown[]> {
    const { beds } = await this.people.nurse.read<OccupancyBody>('/api/v1/occupancy');
    return beds.filter(({ resident }) => resident?.id === residentId).map(({ bed }) => bed);
  }

  /** Every tablet asks again, with its keys: now all is there, once, and so is the trail of it. */
  async expectOnceWhenSentAgain(stay: Stay): Promise<void> {
    for (const act of stay.acts) {
      const again = await this.send(act);
      expect(again.status).toBe(201);
      if (act.answer === undefined) continue;
      expect(again.body).toEqual(act.answer);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
    }
    const found = Object.values(await this.find(stay.familyName)) as Found[keyof Found][];
    expect(found.map(({ length }) => length)).toEqual([0, 1, 2, 3].map((index) => (index < stay.acts.length ? 1 : 0)));
    const [[resident] = []] = found;
    const trail = `/api/v1/audit?residentId=${resident?.id ?? ''}&limit=200`;
    const { items } = await this.people.auditor.read<PageBody>(trail);
    const created = items.filter(({ action }) => action === 'create').map(({ resource }) => String(resource));
    expect(created.sort()).toEqual(stay.acts.map(({ resource }) => resource).sort());
  }

  async expectWholeTrail(): Promise<void> {
    expect(await this.people.auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  }

  private async act(
    stay: { readonly acts: Act[] },
    by: Act['by'],
    resource: Act['resource'],
    path: string,
    body: Act['body'],
  ): Promise<Resource> {
    const act: Act = { by, resource, path, body, key: crypto.randomUUID() };
    stay.acts.push(act);
    const { status, body: answer } = await this.send(act);
    if (status !== 201) throw new Error(`POST ${path} gave ${status} ${JSON.stringify(answer)}`);
    act.answer = answer;
    return answer;
  }

  private send({ by, path, body, key }: Act): Promise<Answer<Resource>> {
    return this.people[by].post<Resource>(path, body, { 'idempotency-key': key });
  }

  private async find(familyName: string): Promise<Found> {
    const { nurse } = this.people;
    const { items: residents } = await nurse.read<PageBody>(`/api/v1/residents?q=${familyName}`);
    const [resident] = residents;
    if (resident === undefined) return { residents, movements: [], prescriptions: [], administrations: [] };
    const [movements, prescriptions, administrations] = await Promise.all(
      [
        `/api/v1/residents/${resident.id}/movements`,
        `/api/v1/prescriptions?residentId=${resident.id}`,
        `/api/v1/administrations?residentId=${resident.id}`,
      ].map(async (path) => (await nurse.read<PageBody>(path)).items),
    );
    return {
      residents,
      movements: movements ?? [],
      prescriptions: prescriptions ?? [],
      administrations: administrations ?? [],
    };
  }
}
