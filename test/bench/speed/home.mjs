import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { create, signIn, startApplication } from '../application.mjs';
import { importAll } from '../catalogue.mjs';
import { prepare } from '../doses.mjs';
import { openStore } from '../store.mjs';

const PLENTY = 1_000_000;
const PER_INSERT = 5000;

/**
 * A home that the application has made, in one file for each server that is measured, so that each writes its own.
 * @param sizes of residents, each with ten prescriptions; observations; and substances of the catalogue, of 200 medicines.
 */
export async function makeHome(names, { residents, observations, substances }) {
  const folder = mkdtempSync(join(tmpdir(), 'residencia-speed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const made = join(folder, 'made.db');
  const url = `sqlite:${made}`;
  const { prescriptions, userId } = await prepare(url, residents);
  const residentIds = [...new Set(prescriptions.map(({ residentId }) => residentId))];
  await fill(url, residentIds, userId, observations);
  const { tablets, port, end } = await startApplication(url);
  const token = await signIn(tablets, 'bench');
  const medicationIds = new Set(prescriptions.map(({ medicationId }) => medicationId));
  for (const medicationId of medicationIds) {
    const receipt = { medicationId, type: 'receipt', quantity: PLENTY, lot: 'L4471', expiresOn: '2099-10-31' };
    await create(tablets, token, 'stock-movements', receipt);
  }
  if (substances > 0) await importAll(port, token, substances);
  await end();
  const paths = Object.fromEntries(names.map((name) => [name, join(folder, `${name}.db`)]));
  for (const path of Object.values(paths)) copyFileSync(made, path);
  return { made, empty: join(folder, 'empty.db'), paths, token, residentIds, prescriptions, substances };
}

/** Heart rates of everybody, one every five minutes until an hour ago, the oldest first. */
async function fill(url, residentIds, userId, count) {
  const store = await openStore(url);
  const each = Math.ceil(count / residentIds.length);
  const begin = Date.now() - 3_600_000 - each * 300_000;
  let rows = [];
  for (let number = 0; number < count; number += 1) {
    const time = begin + Math.floor(number / residentIds.length) * 300_000;
    const at = new Date(time).toISOString();
    rows.push({
      ...{ id: v7({ msecs: time }), version: 1, created_at: at, updated_at: at, type: 'heart-rate', unit: '/min' },
      ...{ resident_id: residentIds[number % residentIds.length], recorded_by: userId, status: 'final' },
      ...{ value: (60 + (number % 40)) * 1e6, taken_at: at },
    });
    if (rows.length === PER_INSERT || number === count - 1) {
      await store.add('observations', rows);
      rows = [];
    }
  }
  await store.close();
}
