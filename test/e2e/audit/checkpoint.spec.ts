import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { aResident } from '../../support/builders/residents.js';
import type { Body, Client } from '../../support/client.js';
import { runCommand, type Ended } from '../../support/command.js';
import { createDatabase } from '../../support/fresh-database.js';
import { Home } from '../../support/home.js';
import { Intruder } from '../../support/intruder.js';
import { expectProblem } from '../../support/matchers.js';

interface Checkpoint extends Body {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly jws: string;
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let folder: string;
let home: Home;
let auditor: Client;
let nurse: Client;
let intruder: Intruder;
let checkpoint: Checkpoint;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'residencia-test-'));
  await writeFile(join(folder, 'key.pem'), privateKey);
  await writeFile(join(folder, 'public.pem'), publicKey);
  home = await Home.start({ environment: { AUDIT_SIGNING_KEY_FILE: join(folder, 'key.pem') } });
  [auditor, nurse] = await Promise.all([home.as('auditor'), home.as('nurse')]);
  for (let count = 0; count < 5; count += 1) await nurse.created('/api/v1/residents', aResident());
  checkpoint = await auditor.read<Checkpoint>('/api/v1/audit/checkpoint');
  await writeFile(join(folder, 'checkpoint'), checkpoint.jws);
  await nurse.created('/api/v1/residents', aResident());
  intruder = new Intruder(home.databaseUrl);
  await intruder.breakIn();
});
afterEach(() => intruder.undo());
afterAll(async () => {
  await home.stop();
  await rm(folder, { recursive: true });
});

/** `verify-audit` on the home's database. */
function verify(...args: readonly string[]): Promise<Ended> {
  return runCommand(['verify-audit', ...args], { DATABASE_URL: home.databaseUrl });
}

function againstCheckpoint(file = 'checkpoint'): Promise<Ended> {
  return verify('--checkpoint', join(folder, file), '--public-key', join(folder, 'public.pem'));
}

describe('the trail, checked from the command line beside the running home', () => {
  test('is whole, and goes on from where it was when the checkpoint was made', async () => {
    const whole = await verify();
    expect(whole).toMatchObject({ code: 0, errors: [] });
    expect(whole.output).toMatch(
      /^The trail is whole, from entry 1 to \d+\. Only a checkpoint can tell whether its end was cut off, or all of it rewritten\.\n$/,
    );
    const { code, output } = await againstCheckpoint();
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining(`has entry ${checkpoint.seq} as the`),
    });
  });

  test('is told of to a program as the API tells of it', async () => {
    const { output } = await verify('--json');
    expect(JSON.parse(output)).toEqual(await auditor.read('/api/v1/audit/verify'));
  });

  test('with a byte changed ends with 1 and one line that says where and why', async () => {
    await intruder.run(`UPDATE "audit_entries" SET "actor" = 'nobody' WHERE "seq" = 3`);
    expect(await verify()).toEqual({
      code: 1,
      output:
        'The trail is broken at entry 3 (hash-does-not-fit): Its hash is not that of its content: one of them was changed.\n',
      errors: [],
    });
    const { code, output } = await verify('--json');
    expect({ code, ...(JSON.parse(output) as object) }).toMatchObject({
      code: 1,
      valid: false,
      checked: 2,
      brokenAt: 3,
    });
  });
});

describe('only against a checkpoint shows', () => {
  test('that its end was cut off', async () => {
    await intruder.run(`DELETE FROM "audit_entries" WHERE "seq" >= ${checkpoint.seq}`);
    expect(await verify()).toMatchObject({ code: 0 });
    expect(await auditor.read('/api/v1/audit/verify')).toMatchObject({ valid: true, checked: checkpoint.seq - 1 });
    const { code, output } = await againstCheckpoint();
    expect(code).toBe(1);
    expect(output).toBe(
      `The trail is broken at entry ${checkpoint.seq} (ends-before-checkpoint): The trail ends with entry ` +
        `${checkpoint.seq - 1}, but it had an entry ${checkpoint.seq} at the checkpoint.\n`,
    );
  });

  test('that it was rewritten, with fresh hashes all along', async () => {
    await intruder.forge(2, 'somebody.else');
    expect(await verify()).toMatchObject({ code: 0 });
    const { code, output } = await againstCheckpoint();
    expect(code).toBe(1);
    expect(output).toContain(`broken at entry ${checkpoint.seq} (checkpoint-does-not-fit)`);
  });

  test('nothing where it was rewritten after it', async () => {
    await intruder.forge(checkpoint.seq + 1, 'somebody.else');
    expect(await againstCheckpoint()).toMatchObject({ code: 0 });
  });
});

describe('a checkpoint', () => {
  test('says where the trail stands, and is the same from the command line', async () => {
    const file = join(folder, 'from-the-command-line');
    const environment = { DATABASE_URL: home.databaseUrl, AUDIT_SIGNING_KEY: privateKey };
    const printed = await runCommand(['audit-checkpoint'], environment);
    expect(printed.output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { seq, hash } = await auditor.read<Checkpoint>('/api/v1/audit/checkpoint');
    const [, payload = ''] = printed.output.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({ seq, hash, at: expect.any(String) });
    await runCommand(['audit-checkpoint', '--output', file], environment);
    expect(await againstCheckpoint('from-the-command-line')).toMatchObject({ code: 0 });
  });

  test('of a broken trail is never signed', async () => {
    await intruder.run(`DELETE FROM "audit_entries" WHERE "seq" = 2`);
    const problem = await auditor.get('/api/v1/audit/checkpoint');
    expectProblem(problem, 409, 'trail-broken', { brokenAt: 2, reason: 'entry-missing' });
    const environment = { DATABASE_URL: home.databaseUrl, AUDIT_SIGNING_KEY: privateKey };
    const { code, output, errors } = await runCommand(['audit-checkpoint'], environment);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toEqual([
      expect.stringContaining('nothing is signed: the trail is broken at entry 2 (entry-missing)'),
    ]);
  });

  test('that somebody changed is refused', async () => {
    const [header, , signature] = checkpoint.jws.split('.');
    const another = Buffer.from(JSON.stringify({ ...checkpoint, seq: 2 })).toString('base64url');
    await writeFile(join(folder, 'changed'), [header, another, signature].join('.'));
    expect(await againstCheckpoint('changed')).toEqual({
      code: 1,
      output: '',
      errors: ['residencia: failed: the checkpoint was changed after it was signed'],
    });
  });

  test('needs a key, and whoever has none is told how to make one', async () => {
    const { code, errors } = await runCommand(['audit-checkpoint'], { DATABASE_URL: home.databaseUrl });
    expect(code).toBe(1);
    expect(errors).toEqual([
      'residencia: AUDIT_SIGNING_KEY: is needed to sign; make one with: openssl genpkey -algorithm ed25519 -out audit-signing-key.pem',
    ]);
  });

  test('is not given by a home without a key', async () => {
    const keyless = await Home.start();
    expectProblem(await (await keyless.as('auditor')).get('/api/v1/audit/checkpoint'), 409, 'no-signing-key');
    await keyless.stop();
  });
});

describe('whoever names the wrong thing is told so in one line', () => {
  test.each([
    ['no database', ['--database', 'sqlite:package.json'], 'package.json is no SQLite database'],
    ['a checkpoint without a key', ['--checkpoint', 'package.json'], '--checkpoint and --public-key belong together'],
  ])('%s', async (_, args, line) => {
    const { code, output, errors } = await verify(...args);
    expect({ code, output, lines: errors.length }).toEqual({ code: 1, output: '', lines: 1 });
    expect(errors[0]).toMatch(/^residencia: /);
    expect(errors[0]).toContain(line);
  });

  test('a database without a trail', async () => {
    const database = await createDatabase();
    await new Intruder(database.url).run('CREATE TABLE "recipes" ("name" text)');
    expect(await verify('--database', database.url)).toEqual({
      code: 1,
      output: '',
      errors: ['residencia: failed: this database has no audit trail'],
    });
    await database.remove();
  });
});
