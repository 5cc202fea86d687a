import fc from 'fast-check';
import { oneOfEach, type OneOfEach } from '../support/builders/one-of-each.js';
import { aUser } from '../support/builders/users.js';
import type { Credentials, PageBody } from '../support/client.js';
import { loadContract, type Contract } from '../support/contract.js';
import { Home, type Role } from '../support/home.js';
import { ROLES } from '../support/role-table.js';
import { rolesWith, ROUTE_TABLE, routesOf, type Route } from '../support/route-table.js';
import { faultsOf } from './judge.js';
import { Requests, type FuzzedRequest } from './requests.js';
import { Sender, type RawAnswer } from './sender.js';

const AT_ONCE = 8;

/** What it says when it starts. */
const GREETING = /^(Residencia is at|Sign in as) .*$/gm;

/** Tokens for signing out with. */
const LEAVERS = ['leaver 1', 'leaver 2', 'leaver 3'];

/** A home to which anything is sent, and where nothing may go wrong. */
export class FuzzedHome {
  private readonly statuses = new Map<number, number>();

  private constructor(
    private readonly home: Home,
    private readonly contract: Contract,
    private readonly sender: Sender,
    private readonly said: string[],
    readonly things: readonly [OneOfEach, ...OneOfEach[]],
    readonly requests: Requests,
  ) {}

  /**
   * @param texts texts that others have found to be hard.
   * @param sets of things that it has.
   */
  static async open(texts: readonly string[], sets: number): Promise<FuzzedHome> {
    const said: string[] = [];
    const home = await Home.start({ clockAt: '2026-11-24T08:05:00+01:00', hear: (text) => said.push(text) });
    const contract = await loadContract(home.url);
    const changer = aUser({ username: 'changer', roles: ['carer'] });
    const bearers = await signIn(home, changer);
    const first = await thingsOf(home);
    const more: OneOfEach[] = [];
    for (let set = 1; set < sets; set += 1) more.push(await thingsOf(home));
    const things: readonly [OneOfEach, ...OneOfEach[]] = [first, ...more];
    const requests = new Requests({ document: contract.document, things, changer, callersOf, strangersOf, texts });
    return new FuzzedHome(home, contract, new Sender(home.url, bearers, AT_ONCE), said, things, requests);
  }

  /** All that are served; those that end something come last. */
  get routes(): Route[] {
    const ends = ({ name }: Route): number => Number(/(stop|enter-in-error|logout|password)$|^DELETE/.test(name));
    return routesOf(this.contract.document).sort((a, b) => ends(a) - ends(b));
  }

  /** How many answers have a status that matches. */
  answers(matching: RegExp): number {
    return [...this.statuses].reduce((sum, [status, count]) => sum + (matching.test(String(status)) ? count : 0), 0);
  }

  /** @throws Error that says all that is wrong with the answer to a request, and how to send it again. */
  async send(request: FuzzedRequest): Promise<RawAnswer> {
    const answer = await this.sender.send(request);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    const faults = faultsOf(this.contract, request, answer);
    if (faults.length === 0) return answer;
    throw new Error(`${faults.join('\n')}\n${inWords(request)}\n${answer.status} ${answer.text.slice(0, 1000)}`);
  }

  /**
   * Sends anything to a route, and when something is wrong looks for the smallest request with which it is.
   * @returns what is wrong, and how to come to it again; undefined: nothing.
   */
  async fuzz(route: Route, seed: number, runs: number, limit: number): Promise<string | undefined> {
    const property = fc.asyncProperty(this.requests.of(route), async (request) => {
      await this.send(request);
    });
    const result = await fc.check(property, { seed, numRuns: runs, interruptAfterTimeLimit: limit });
    if (!result.failed) return undefined;
    const { counterexamplePath, errorInstance } = result;
    return `${route.name}, seed ${seed}, path ${counterexamplePath ?? '-'}: ${String(errorInstance)}`;
  }

  /**
   * Everything that is not as it should be in a home, whatever was sent to it since it was last asked; empty: nothing.
   * @param memory most that the process may have, in MiB.
   */
  async disorder(memory: number): Promise<string[]> {
    const admin = await this.home.as('admin');
    const { valid, brokenAt } = await admin.read('/api/v1/audit/verify');
    const { status } = await this.home.visitor().get('/health/ready');
    const { items } = await admin.read<PageBody>('/api/v1/residents?limit=1');
    const complaints = this.said.splice(0).join('').replace(GREETING, '').trim();
    const taken = await this.memory();
    return [
      ...(valid === true ? [] : [`the trail is broken at ${String(brokenAt)}`]),
      ...(status === 200 ? [] : [`ready: ${status}`]),
      ...(items.length === 1 ? [] : ['nobody lives here any more']),
      ...(complaints === '' ? [] : [`it said ${complaints.slice(0, 3000)}`]),
      ...(taken < memory ? [] : [`it takes up ${taken} MiB`]),
    ];
  }

  /** Memory of the process, in MiB. */
  async memory(): Promise<number> {
    const { body } = await this.home.visitor().get<string>('/metrics');
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(body)?.[1]) / 1024 / 1024;
  }

  async close(): Promise<void> {
    this.sender.close();
    await this.home.stop();
  }
}

/** @returns credentials by caller: the roles, and those that are used up. */
async function signIn(home: Home, changer: Credentials): Promise<Map<string, string>> {
  const admin = await home.as('admin');
  const bearers = new Map<string, string>();
  for (const role of ROLES) bearers.set(role, (await home.as(role as Role)).bearer);
  await admin.created('/api/v1/users', changer);
  for (const caller of ['changer', ...LEAVERS]) bearers.set(caller, (await home.signIn(changer)).bearer);
  return bearers;
}

/** One of each thing, and a bed that is free. */
async function thingsOf(home: Home): Promise<OneOfEach> {
  const things = await oneOfEach(home, '2026-10-11T10:30');
  const nurse = await home.as('nurse');
  const { beds } = await nurse.read<{ beds: { id: string }[] }>(`/api/v1/rooms/${things['rooms'] ?? ''}`);
  return { ...things, beds: beds[0]?.id ?? '' };
}

/** Who signs out or changes a password is of no use to others afterwards. */
function callersOf({ name }: Route): readonly string[] {
  if (name === 'POST /auth/logout') return LEAVERS;
  if (name === 'POST /auth/password') return ['changer'];
  return rolesWith(ROUTE_TABLE[name] ?? 'open');
}

function strangersOf({ name }: Route): readonly string[] {
  return /^POST .auth.(logout|password)$/.test(name) ? ['nobody'] : [...ROLES, 'nobody'];
}

/** Enough to send it again. */
function inWords({ caller, method, path, headers, body }: FuzzedRequest): string {
  const said =
    typeof body === 'string' || body === undefined ? { body } : { base64: Buffer.from(body).toString('base64') };
  return JSON.stringify({ as: caller, method, path, headers, ...said });
}
