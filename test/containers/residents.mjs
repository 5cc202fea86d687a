import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { PORT, ROOT } from './engine.mjs';

const API = `http://127.0.0.1:${PORT}/api/v1`;

/** @returns {Promise<string>} the administrator's token. */
export async function signIn() {
  const password = readFileSync(join(ROOT, 'docker/secrets/admin-password'), 'utf8').trim();
  const answer = await fetch(`${API}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  if (answer.status !== 200) throw new Error(`signing in gave ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

/** @returns {Promise<string | undefined>} the id of a new room; undefined: nobody said that it is there. */
export async function addRoom(token) {
  try {
    const answer = await fetch(`${API}/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ name: crypto.randomUUID(), unit: 'Ground floor', beds: [{ name: 'A' }] }),
    });
    return answer.status === 201 ? (await answer.json()).id : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string[]>} of these rooms, those that are not there; a home that is busy is asked again. */
export async function missing(token, ids) {
  const gone = [];
  for (const id of ids) {
    const status = await statusOf(`${API}/rooms/${id}`, token);
    if (status === 404) gone.push(id);
    else if (status !== 200) throw new Error(`reading a room gave ${status}`);
  }
  return gone;
}

async function statusOf(address, token) {
  for (let turn = 1; ; turn += 1) {
    const { status } = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    if (status !== 503 || turn === 30) return status;
    await later(1000);
  }
}

/** Adds rooms until it is told to stop. @returns what ends it, with the rooms that were said to be there. */
export function addRooms(token, people = 4) {
  let stopped = false;
  const rooms = [];
  const work = async () => {
    while (!stopped) {
      const id = await addRoom(token);
      if (id !== undefined) rooms.push(id);
    }
  };
  const done = Promise.all(Array.from({ length: people }, work));
  return {
    rooms,
    stop: async () => {
      stopped = true;
      await done;
      return rooms;
    },
  };
}
