import { setTimeout as later } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { theMedication } from './builders/medications.js';
import { AS_NEEDED, aPrescription } from './builders/prescriptions.js';
import { aResident, aRoom, type Room } from './builders/residents.js';
import { anObservation } from './builders/wellness.js';
import type { Client, PageBody, Resource } from './client.js';
import type { Home } from './home.js';

const ROLES = ['nurse', 'prescriber', 'auditor'] as const;
type Colleague = (typeof ROLES)[number];
type People = Readonly<Record<Colleague, Client>>;

/** Beds that are there when it begins; it ends when all are taken. */
const ROOMS = 10;
const BEDS = 20;

/** Milliseconds until one asks again who got no answer. */
const PAUSE = 100;

/** Who look at once at what is there in the end. */
const LOOKING = 4;

/** Stock that comes in for each resident, and what is left after the one dose. */
const RECEIVED = 30;
const LEFT = 29;

/** What was acknowledged of one resident, in order. */
interface Stay {
  readonly familyName: string;
  readonly acts: { readonly kind: string; readonly id: string }[];
}

/** Several people who go on working whatever becomes of the processes of the home, each at the door of one of them. */
export class NightShift {
  /** Of one request, in milliseconds, whatever came of it. */
  longest = 0;
  /** Requests that got no answer, or 503, and were sent again. */
  sentAgain = 0;
  acknowledged = 0;
  private readonly stays: Stay[] = [];
  private stopped = false;

  private constructor(
    private readonly doors: readonly People[],
    private readonly medicationId: string,
    private readonly beds: string[],
  ) {}

  /** @param homes processes of one home. */
  static async at(homes: readonly [Home, ...Home[]]): Promise<NightShift> {
    const [first] = homes;
    const [nurse, prescriber, auditor] = await Promise.all(ROLES.map((role) => first.as(role)));
    if (nurse === undefined || prescriber === undefined || auditor === undefined) throw new Error('nobody is here');
    const doors = homes.map(({ url }) => ({
      nurse: nurse.through(url),
      prescriber: prescriber.through(url),
      auditor: auditor.through(url),
    }));
    const rooms: Room[] = [];
    for (let room = 0; room < ROOMS; room += 1) rooms.push(await nurse.created<Room>('/api/v1/rooms', aRoom(BEDS)));
    const { id } = await theMedication(await first.as('admin'));
    return new NightShift(
      doors,
      id,
      rooms.flatMap(({ beds }) => beds.map((bed) => bed.id)),
    );
  }

  stop(): void {
    this.stopped = true;
  }

  /**
   * One person, who starts at one of the doors: registers, admits, prescribes, receives, gives and observes, resident
   * after resident, until {@link stop}. What is begun for a resident is brought to its end.
   */
  async work(door: number): Promise<void> {
    const hand = new Hand(this, this.doors, door);
    for (let bedId = this.beds.pop(); bedId !== undefined && !this.stopped; bedId = this.beds.pop()) {
      const stay: Stay = { familyName: `Falk${this.stays.length + 1}x`, acts: [] };
      this.stays.push(stay);
      const does = async (by: Colleague, kind: string, path: string, body: unknown): Promise<string> => {
        const { id } = await hand.post(by, path, body);
        stay.acts.push({ kind, id });
        this.acknowledged += 1;
        return id;
      };
      const { medicationId } = this;
      const id = await does('nurse', 'resident', '/api/v1/residents', aResident({ familyName: stay.familyName }));
      const of = `/api/v1/residents/${id}`;
      await does('nurse', 'movement', `${of}/movements`, { type: 'admission', bedId });
      const order = aPrescription(id, medicationId, { schedule: AS_NEEDED });
      const prescription = await does('prescriber', 'prescription', '/api/v1/prescriptions', order);
      const receipt = { medicationId, residentId: id, type: 'receipt', quantity: RECEIVED };
      await does('nurse', 'receipt', '/api/v1/stock-movements', receipt);
      await does('nurse', 'administration', `/api/v1/prescriptions/${prescription}/administrations`, {
        outcome: 'given',
      });
      await does('nurse', 'observation', `${of}/observations`, anObservation());
      await does(
        'nurse',
        'observation',
        `${of}/observations`,
        anObservation({ type: 'body-temperature', value: 36.6 }),
      );
    }
  }

  /** What was acknowledged is there, once, and nothing else is. @param door of a process that lives. */
  async expectEverythingOnce(door: number): Promise<void> {
    const people = this.doors[door];
    if (people === undefined) throw new Error('no such door');
    const left = [...this.stays];
    const look = async (): Promise<void> => {
      for (let stay = left.pop(); stay !== undefined; stay = left.pop()) await this.expectOnce(people, stay);
    };
    await Promise.all(Array.from({ length: LOOKING }, look));
    expect(await people.auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true });
  }

  private async expectOnce({ nurse, auditor }: People, { familyName, acts }: Stay): Promise<void> {
    const { items: residents } = await nurse.read<PageBody>(`/api/v1/residents?q=${familyName}`);
    const id = residents[0]?.id ?? 'nobody';
    const query = `residentId=${id}&medicationId=${this.medicationId}&limit=200`;
    const lists = {
      movement: `/api/v1/residents/${id}/movements`,
      prescription: `/api/v1/prescriptions?residentId=${id}`,
      receipt: `/api/v1/stock-movements?${query}`,
      administration: `/api/v1/administrations?residentId=${id}`,
      observation: `/api/v1/residents/${id}/observations`,
    };
    const found = residents.map((resident) => `resident ${resident.id}`);
    for (const [kind, path] of Object.entries(lists)) {
      const { items } = await nurse.read<PageBody>(path);
      // A dose leaves a line in the ledger, too.
      const entered = kind === 'receipt' ? items.filter(({ type }) => type === 'receipt') : items;
      found.push(...entered.map((item) => `${kind} ${item.id}`));
    }
    expect(found.sort()).toEqual(acts.map((act) => `${act.kind} ${act.id}`).sort());
    const { items: piles } = await nurse.read<PageBody<{ readonly balance: number }>>(`/api/v1/stock?${query}`);
    expect(piles.map(({ balance }) => balance)).toEqual([LEFT]);
    const { items: entries } = await auditor.read<PageBody>(`/api/v1/audit?residentId=${id}&limit=200`);
    const told = entries.filter(({ action }) => action === 'create').map(({ resourceId }) => String(resourceId));
    const ofActs = told.filter((one) => acts.some((act) => act.id === one));
    expect(ofActs.sort()).toEqual(acts.map((act) => act.id).sort());
  }
}

/** Sends each request until it is answered, by another door when there is nobody behind this one. */
class Hand {
  constructor(
    private readonly shift: NightShift,
    private readonly doors: readonly People[],
    private door: number,
  ) {}

  async post(by: Colleague, path: string, body: unknown): Promise<Resource> {
    const key = { 'idempotency-key': crypto.randomUUID() };
    for (;;) {
      const begun = performance.now();
      const answer = await this.doors[this.door]?.[by].post<Resource>(path, body, key).catch(refusalOfFetch);
      this.shift.longest = Math.max(this.shift.longest, performance.now() - begun);
      if (answer?.status === 201) return answer.body;
      if (answer !== undefined && answer.status !== 503)
        throw new Error(`POST ${path} gave ${answer.status} ${JSON.stringify(answer.body)}`);
      if (answer === undefined) this.door = (this.door + 1) % this.doors.length;
      this.shift.sentAgain += 1;
      await later(PAUSE);
    }
  }
}

/** A connection that breaks is a TypeError of `fetch`, or JSON that ends too early; anything else is news. */
function refusalOfFetch(error: unknown): undefined {
  if (!/^(TypeError|SyntaxError)/.test(String(error))) throw error;
}
