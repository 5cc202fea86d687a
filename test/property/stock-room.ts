import { theMedication } from '../support/builders/medications.js';
import { aResident } from '../support/builders/residents.js';
import type { Answer, Client, PageBody, Resource } from '../support/client.js';
import type { Home } from '../support/home.js';
import type { LedgerLine } from './reference-stock.js';
import type { StockAct } from './stock-acts.js';

/** An act that was answered. */
export interface Answered {
  /** What each of its lines says as its reason; nothing else says it. */
  readonly reason: string;
  /** `done`, or the code of the refusal. */
  readonly outcome: string;
  /** The line that was answered with. */
  readonly line?: LedgerLine;
}

/** A row of the list of stock. */
export type StockRow = Pick<LedgerLine, 'medicationId' | 'residentId' | 'lot' | 'expiresOn' | 'balance'>;

/** What the register has of a line; people stand in it with their names. */
export interface RegisterLine extends Pick<LedgerLine, 'id' | 'lot' | 'expiresOn' | 'balance' | 'quantity'> {
  readonly number: number;
  readonly resident: { readonly id: string } | null;
  readonly recordedBy: { readonly id: string };
  readonly witnessedBy: { readonly id: string } | null;
}

interface Medicine {
  readonly id: string;
  readonly doseUnit?: { readonly unit: string; readonly perUnit: number };
  readonly controlled: boolean;
}

/** Who acts, and who is with them where two are needed. */
interface Pair {
  readonly client: Client;
  readonly witness: { readonly username: string; readonly pin: string };
}

const MOVEMENTS = '/api/v1/stock-movements';
const PIN = '739182';
/** Lines of lately, which others are at as well. */
const LATELY = 40;

/** Four medicines that a home and three residents have, and sixteen people who move them at once. */
export class StockRoom {
  readonly answered: Answered[] = [];
  private readonly entered: LedgerLine[] = [];
  private acts = 0;
  private working: readonly Promise<void>[] = [];
  /** What was sent and is not answered yet, by its reason. */
  private readonly open = new Map<string, () => Promise<Answer<LedgerLine>>>();

  private constructor(
    readonly medicines: readonly Medicine[],
    readonly residents: readonly string[],
    readonly reader: Client,
    readonly people: readonly Pair[],
  ) {}

  /** @param people how many there are */
  static async open(home: Home, people: number): Promise<StockRoom> {
    const [admin, nurse, manager] = await Promise.all([home.as('admin'), home.as('nurse'), home.as('manager')]);
    const medicine = async (doseUnit?: Medicine['doseUnit'], controlled = false): Promise<Medicine> => {
      const doseUnits = doseUnit === undefined ? [] : [doseUnit];
      const { id } = await theMedication(admin, { doseUnits, controlled });
      return { id, controlled, ...(doseUnit === undefined ? {} : { doseUnit }) };
    };
    const medicines = [await medicine(), await medicine({ unit: 'mg', perUnit: 500 })];
    medicines.push(await medicine({ unit: 'drop', perUnit: 3 }), await medicine(undefined, true));
    const residents = await Promise.all([0, 1, 2].map(() => nurse.created('/api/v1/residents', aResident())));
    const pairs: Pair[] = [];
    for (const [client, other] of [
      [nurse, manager],
      [manager, nurse],
    ] as const) {
      await other.post('/api/v1/auth/pin', { pin: PIN });
      const { username } = await other.read<{ username: string }>('/api/v1/auth/me');
      const witness = { username, pin: PIN };
      pairs.push(...Array.from({ length: people / 2 }, () => ({ client: client.through(home.url), witness })));
    }
    const ids = residents.map(({ id }) => id);
    return new StockRoom(medicines, ids, manager, pairs);
  }

  /** Everyone takes the next act as soon as they have done one. */
  async work(acts: readonly StockAct[]): Promise<void> {
    const next = acts.values();
    this.working = this.people.map(async (person) => {
      for (let act = next.next(); act.done !== true; act = next.next()) await this.perform(person, act.value);
    });
    await Promise.all(this.working);
  }

  /** Everyone has noticed that the home is gone. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.working);
  }

  /** Everyone goes on in the home that is started again. */
  moveTo(origin: string): void {
    for (const { client } of this.people) client.moveTo(origin);
  }

  /** Sends again, with its key, what was never answered. */
  async sendAgain(): Promise<void> {
    const unanswered = [...this.open];
    this.open.clear();
    for (const [reason, send] of unanswered) this.note(reason, [await send()]);
  }

  /** All lines of a medicine, in the order of the ledger. */
  async ledger(query: string): Promise<readonly LedgerLine[]> {
    return (await everyPage<LedgerLine>(this.reader, `${MOVEMENTS}?${query}`)).reverse();
  }

  /** The rows of the list of stock. */
  stock(medicationId: string): Promise<readonly StockRow[]> {
    return everyPage(this.reader, `/api/v1/stock?medicationId=${medicationId}`);
  }

  /** What the register of a controlled drug says of each line, in the order of the ledger. */
  async register(medicationId: string): Promise<readonly RegisterLine[]> {
    return (
      await everyPage<RegisterLine>(this.reader, `/api/v1/stock/controlled-register?medicationId=${medicationId}`)
    ).reverse();
  }

  discrepancies(medicationId: string): Promise<readonly Resource[]> {
    return everyPage(this.reader, `/api/v1/stock-discrepancies?medicationId=${medicationId}`);
  }

  private async perform({ client, witness }: Pair, act: StockAct): Promise<void> {
    this.acts += 1;
    const reason = `act ${this.acts}`;
    const request = act.kind === 'move' ? this.toMove(act) : this.toCorrect(act);
    if (request === undefined) return;
    const { path, controlled, ...body } = request;
    const sent = { ...body, reason, ...(controlled ? { witness } : {}) };
    const key = { 'idempotency-key': crypto.randomUUID() };
    const send = (): Promise<Answer<LedgerLine>> => client.post(path, sent, act.sending === 'once' ? {} : key);
    this.open.set(reason, send);
    const answers = act.sending === 'twice-at-once' ? await Promise.all([send(), send()]) : [await send()];
    if (act.sending === 'again') {
      answers.push(await send());
      const [first, second] = answers.map(({ status }) => status);
      if (first === 201 && second !== 201) throw new Error(`${reason} was forgotten`);
    }
    this.note(reason, answers);
    this.open.delete(reason);
  }

  /** Two answers to one key: what is done is done once, and a refusal is decided anew. */
  private note(reason: string, answers: readonly Answer<LedgerLine>[]): void {
    const done = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    const [line] = done;
    if (new Set(done.map(({ id }) => id)).size > 1) throw new Error(`${reason} was done twice with one key`);
    if (line !== undefined) this.entered.push(line);
    const outcome = line === undefined ? String(answers[0]?.body['code']) : 'done';
    this.answered.push({ reason, outcome, ...(line === undefined ? {} : { line }) });
  }

  private toMove(act: StockAct & { readonly kind: 'move' }) {
    const { type, lot, expiresOn, inDoseUnit } = act;
    const medicine = this.medicines[act.medicine];
    if (medicine === undefined) throw new Error('there is no such medicine');
    const owners = [undefined, ...this.residents];
    const residentId = owners[act.owner];
    const toResidentId = type === 'transfer' ? owners[(act.owner + act.to) % owners.length] : undefined;
    const { id: medicationId, doseUnit, controlled } = medicine;
    const said = inDoseUnit ? doseUnit : undefined;
    const quantity = said === undefined ? act.quarters / 4 : Math.ceil((act.quarters * said.perUnit) / 4);
    const body = { medicationId, type, residentId, toResidentId, lot, expiresOn, quantity, unit: said?.unit };
    return { path: MOVEMENTS, controlled, ...body };
  }

  /** Undefined: nothing was entered yet. */
  private toCorrect({ back, otherSide, quarters }: StockAct & { readonly kind: 'correct' }) {
    const line = this.entered[this.entered.length - 1 - (back % LATELY)] ?? this.entered.at(-1);
    if (line === undefined) return undefined;
    const id = otherSide ? (line.counterpartId ?? line.id) : line.id;
    const controlled = this.medicines.some((one) => one.id === line.medicationId && one.controlled);
    return { path: `${MOVEMENTS}/${id}/correct`, controlled, quantity: quarters / 4 };
  }
}

async function everyPage<T>(client: Client, path: string): Promise<T[]> {
  const all: T[] = [];
  let cursor = '';
  do {
    const page: PageBody<T> = await client.read(`${path}&limit=200${cursor}`);
    all.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== '');
  return all;
}
