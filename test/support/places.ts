import type { Answer, Client, Credentials } from './client.js';
import type { Home } from './home.js';

/** For a home whose clients come through a proxy on this machine, which says where they are. */
export const BEHIND_A_PROXY = { TRUST_PROXY: '127.0.0.1' };

/** An address for each number, all of them in networks kept for examples. */
export function address(index: number): string {
  return `198.18.${Math.floor(index / 250) % 250}.${(index % 250) + 1}`;
}

/** An attempt to sign in from an address. */
export function signInFrom(home: Home, place: string, credentials: Credentials): Promise<Answer> {
  const { username, password } = credentials;
  return home.visitor().post('/api/v1/auth/token', { username, password }, { 'x-forwarded-for': place });
}

/** One figure of `/metrics`. */
export async function figure(client: Client, name: string): Promise<number> {
  const { body } = await client.get<string>('/metrics');
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1];
  if (value === undefined) throw new Error(`there is no figure ${name}`);
  return Number(value);
}

/** Does `work` for 0, 1, 2 … below `count`, so many at the same time. */
export async function manyAtOnce(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
