import { createPrivateKey, type KeyObject } from 'node:crypto';
import { hidden, optional, parsed, readSettings, type Environment } from './settings.js';

/** How the audit trail is vouched for. */
export interface AuditConfig {
  /** Signs checkpoints: an Ed25519 private key. */
  readonly signingKey: KeyObject | undefined;
}

export const auditSettings = {
  signingKey: optional(
    hidden(
      parsed('AUDIT_SIGNING_KEY', signingKey, {
        help: 'signs checkpoints of the audit trail: an Ed25519 private key, PEM (PKCS #8)',
      }),
    ),
  ),
};

/** How an operator makes a key; part of every line that misses one. */
export const HOW_TO_MAKE_A_KEY = 'make one with: openssl genpkey -algorithm ed25519 -out audit-signing-key.pem';

/** @throws ConfigurationError */
export function readAuditConfig(environment: Environment): AuditConfig {
  return readSettings<AuditConfig>(auditSettings, environment);
}

function signingKey(pem: string): KeyObject {
  const key = privateKey(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new RangeError(`must be an Ed25519 private key in PEM (PKCS #8); ${HOW_TO_MAKE_A_KEY}`);
}

function privateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return undefined;
  }
}
