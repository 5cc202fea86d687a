import { createPublicKey, type KeyObject } from 'node:crypto';
import { isInstant, type Instant } from '#platform/time';
import type { Link } from './audit-entry.js';

/**
 * The last entry of a whole chain at some time. Kept elsewhere, it shows that a chain was cut off or rewritten since.
 * It travels as a compact JWS (RFC 7515) with this as its payload, in JSON.
 */
export interface Checkpoint extends Link {
  /** When it was made. */
  readonly at: Instant;
}

type Jose = typeof import('jose');

/** Loaded when the first checkpoint is made or read, and not at each start. */
function loadJose(): Promise<Jose> {
  return import('jose');
}

const ALGORITHM = 'EdDSA';
const TYPE = 'audit-checkpoint+jws';

/** @param key an Ed25519 private key. */
export async function signCheckpoint({ seq, hash, at }: Checkpoint, key: KeyObject): Promise<string> {
  const { calculateJwkThumbprint, CompactSign } = await loadJose();
  const kid = await calculateJwkThumbprint(createPublicKey(key));
  return new CompactSign(Buffer.from(JSON.stringify({ seq, hash, at })))
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .sign(key);
}

/**
 * @param jws as {@link signCheckpoint} makes it; white space around it doesn't count.
 * @throws Error with one line when it isn't a checkpoint that the key's owner signed.
 */
export async function readCheckpoint(jws: string, publicKey: KeyObject): Promise<Checkpoint> {
  const jose = await loadJose();
  const text = jws.trim();
  const { typ, kid } = headerOf(jose, text);
  if (typ !== TYPE) throw new Error('this is no checkpoint of an audit trail');
  if (kid !== (await jose.calculateJwkThumbprint(publicKey)))
    throw new Error('the checkpoint was signed with another key');
  const payload = await verified(jose, text, publicKey);
  if (!isCheckpoint(payload)) throw new Error('the checkpoint does not say what it should');
  return payload;
}

/**
 * @param pem an Ed25519 public key in PEM (SPKI).
 * @throws Error with one line.
 */
export function readPublicKey(pem: string): KeyObject {
  const key = publicKey(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Error('the public key must be an Ed25519 key in PEM, as openssl pkey -pubout writes it');
}

function publicKey(pem: string): KeyObject | undefined {
  if (!pem.includes('PUBLIC KEY')) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function headerOf({ decodeProtectedHeader }: Jose, jws: string): ReturnType<Jose['decodeProtectedHeader']> {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    throw new Error('this is no checkpoint of an audit trail');
  }
}

async function verified({ compactVerify, errors }: Jose, jws: string, key: KeyObject): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: [ALGORITHM] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Error('the checkpoint was changed after it was signed');
    throw error;
  }
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, hash, at } = value as Partial<Record<keyof Checkpoint, unknown>>;
  return (
    typeof seq === 'number' &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash) &&
    typeof at === 'string' &&
    isInstant(at)
  );
}
