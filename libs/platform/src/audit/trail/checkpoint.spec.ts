import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { CompactSign, decodeProtectedHeader, exportJWK, UnsecuredJWT } from 'jose';
import type { Instant } from '#platform/time';
import { readCheckpoint, readPublicKey, signCheckpoint } from './checkpoint.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const CHECKPOINT = { seq: 4711, hash: 'a1'.repeat(32), at: '2026-03-29T06:00:00.000Z' as Instant };
const GOOD = await signCheckpoint(CHECKPOINT, privateKey);

test('a checkpoint reads back, whatever white space a copy has put around it', async () => {
  expect(await readCheckpoint(`\n ${GOOD}\r\n`, publicKey)).toEqual(CHECKPOINT);
});

test('it names its kind and its key by RFC 7638, so that other tools can check it', async () => {
  const { kid, ...header } = decodeProtectedHeader(GOOD);
  expect(header).toEqual({ alg: 'EdDSA', typ: 'audit-checkpoint+jws' });
  const { x } = await exportJWK(publicKey);
  const jwk = `{"crv":"Ed25519","kty":"OKP","x":"${x ?? ''}"}`;
  expect(kid).toBe(createHash('sha256').update(jwk).digest('base64url'));
});

describe('refused is', () => {
  const NOT_ONE = 'this is no checkpoint of an audit trail';
  const CHANGED = 'the checkpoint was changed after it was signed';
  const [header = '', payload = '', signature = ''] = GOOD.split('.');
  const kid = decodeProtectedHeader(`${header}..`).kid ?? '';
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  function signed(content: unknown, typ = 'audit-checkpoint+jws'): Promise<string> {
    const body = Buffer.from(JSON.stringify(content));
    return new CompactSign(body).setProtectedHeader({ alg: 'EdDSA', typ, kid }).sign(privateKey);
  }

  test.each<[string, string | Promise<string>, string]>([
    [
      'what another key has signed',
      signCheckpoint(CHECKPOINT, generateKeyPairSync('ed25519').privateKey),
      'another key',
    ],
    ['another entry', `${header}.${encoded({ ...CHECKPOINT, seq: 4712 })}.${signature}`, CHANGED],
    [
      'another header',
      `${encoded({ alg: 'EdDSA', typ: 'audit-checkpoint+jws', kid, x: 1 })}.${payload}.${signature}`,
      CHANGED,
    ],
    ['no signature', `${header}.${payload}.`, CHANGED],
    ['one that asks for none', `${encoded({ alg: 'none', typ: 'audit-checkpoint+jws', kid })}.${payload}.`, CHANGED],
    ['another kind of statement by the same key', signed(CHECKPOINT, 'JWT'), NOT_ONE],
    ['an unsigned token', new UnsecuredJWT({}).encode(), NOT_ONE],
    ['text', 'The trail is fine.', NOT_ONE],
    ['nothing', '', NOT_ONE],
    ['one without a hash', signed({ seq: 1, at: CHECKPOINT.at }), 'does not say'],
    ['one of no entry', signed({ ...CHECKPOINT, seq: 0 }), 'does not say'],
    ['one of half an entry', signed({ ...CHECKPOINT, seq: 1.5 }), 'does not say'],
    ['null', signed(null), 'does not say'],
  ])('%s', async (_, jws, problem) => {
    await expect(readCheckpoint(await jws, publicKey)).rejects.toThrow(problem);
  });
});

describe('a public key', () => {
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

  test('is read from PEM', async () => {
    expect(await readCheckpoint(GOOD, readPublicKey(pem))).toEqual(CHECKPOINT);
  });

  test.each([
    ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    [
      'a key of another kind',
      generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['a key that was cut off', pem.slice(0, 60)],
    ['text', 'PUBLIC KEY'],
  ])('is not %s', (_, text) => {
    expect(() => readPublicKey(text)).toThrow('must be an Ed25519 key in PEM');
  });
});
