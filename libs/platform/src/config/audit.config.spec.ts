import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readAuditConfig } from './audit.config.js';

const PKCS8 = { type: 'pkcs8', format: 'pem' } as const;

describe('the key that signs checkpoints', () => {
  test('is an Ed25519 key in PEM, or none', () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export(PKCS8).toString();
    expect(readAuditConfig({ AUDIT_SIGNING_KEY: pem }).signingKey?.asymmetricKeyType).toBe('ed25519');
    expect(readAuditConfig({})).toEqual({ signingKey: undefined });
  });

  test.each([
    ['of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(PKCS8).toString()],
    ['the public half', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a word', 'sesame'],
  ])('is refused when it is %s; the line says how to make one, and not what it was', (_, text) => {
    const read = (): unknown => readAuditConfig({ AUDIT_SIGNING_KEY: text });
    expect(read).toThrow(
      /^AUDIT_SIGNING_KEY: must be an Ed25519 private key in PEM \(PKCS #8\); make one with: openssl .+\.pem$/,
    );
  });
});
