import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import { Provider, type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider';

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** What the issuer's tokens are for. */
export const AUDIENCE = 'https://home.example/api';

const SECRET = 'a secret of the portal, for the tests';

/** A signing key of the issuer, private part included. */
interface Key extends JWK {
  readonly kid: string;
  readonly alg: Algorithm;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * An OpenID Connect issuer of its own on a loopback address. Everyone whom it knows is a client of it, and gets tokens by
 * the client credentials grant.
 */
export class Issuer {
  /** Claims of everyone, by subject. */
  private readonly people = new Map<string, Record<string, unknown>>();
  private keys: readonly Key[] = [];
  private handler: Handler = () => undefined;
  private server: Server | undefined;
  private port = 0;
  private count = 0;

  private constructor() {}

  static async start(): Promise<Issuer> {
    const issuer = new Issuer();
    issuer.keys = await Promise.all(ALGORITHMS.map((algorithm) => issuer.newKey(algorithm)));
    await issuer.comeBack();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The settings of a home that accepts its tokens. */
  get settings(): Record<string, string> {
    return { OIDC_ISSUER: this.url, OIDC_AUDIENCE: AUDIENCE };
  }

  /** A token about someone, as anyone gets it who asks the issuer. */
  async tokenFor(claims: Record<string, unknown> = {}, algorithm: Algorithm = 'RS256'): Promise<string> {
    const subject = typeof claims['sub'] === 'string' ? claims['sub'] : this.newSubject();
    this.people.set(subject, claims);
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${subject}:${encodeURIComponent(SECRET)}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE, scope: algorithm }),
    });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`the issuer gave no token: ${response.status}`);
    return token;
  }

  /** A token that is signed by one of its keys and says whatever the test is about. */
  async sign(claims: JWTPayload, header: { readonly typ?: string; readonly kid?: string } = {}): Promise<string> {
    const key = this.keyFor('RS256');
    const said = JSON.parse(JSON.stringify({ ...this.usualClaims(), ...claims })) as JWTPayload;
    return new SignJWT(said).setProtectedHeader({ typ: 'at+jwt', alg: key.alg, kid: key.kid, ...header }).sign(key);
  }

  /** What it says about someone whom it knows nothing of. */
  usualClaims(): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    return { iss: this.url, aud: AUDIENCE, sub: this.newSubject(), iat: now, exp: now + 600 };
  }

  /** A subject of nobody yet. */
  newSubject(): string {
    this.count += 1;
    return `subject-${this.count}`;
  }

  keyFor(algorithm: Algorithm): Key {
    const key = this.keys.find(({ alg }) => alg === algorithm);
    if (key === undefined) throw new Error(`no key for ${algorithm}`);
    return key;
  }

  /** Signs with a new key from now on; the old ones are still told. */
  async rotate(): Promise<void> {
    this.keys = [await this.newKey('RS256'), ...this.keys];
    this.open();
  }

  /** Tells only the newest key of each kind. */
  withdrawOldKeys(): void {
    this.keys = ALGORITHMS.map((algorithm) => this.keyFor(algorithm));
    this.open();
  }

  /** Takes requests and answers none. */
  fallSilent(): void {
    this.handler = () => undefined;
  }

  /** Answers again, at the same address. */
  async comeBack(): Promise<void> {
    if (this.server === undefined) {
      const server = createServer((request, response) => this.handler(request, response));
      await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
      this.port = (server.address() as AddressInfo).port;
      this.server = server;
    }
    this.open();
  }

  /** Nobody answers at its address any more. */
  async goAway(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server === undefined) return;
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  }

  private open(): void {
    this.handler = new Provider(this.url, this.configuration()).callback();
  }

  private configuration(): Configuration {
    return {
      jwks: { keys: [...this.keys] },
      adapter: (name) => this.storage(name),
      scopes: [...ALGORITHMS],
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (context, resource) => {
            const alg = ALGORITHMS.find((algorithm) => algorithm === context.oidc.params?.['scope']) ?? 'RS256';
            const { kid } = this.keyFor(alg);
            return {
              scope: ALGORITHMS.join(' '),
              audience: resource,
              accessTokenTTL: 600,
              accessTokenFormat: 'jwt',
              jwt: { sign: { alg, kid } },
            };
          },
        },
      },
      extraTokenClaims: (_, { clientId }) => this.people.get(clientId ?? ''),
      ttl: { ClientCredentials: 600 },
    };
  }

  /** Everyone it knows is a client; it keeps nothing else. */
  private storage(name: string): Adapter {
    const nothing = (): Promise<undefined> => Promise.resolve(undefined);
    const client = (id: string): AdapterPayload => ({
      client_id: id,
      client_secret: SECRET,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    });
    const find = (id: string): Promise<AdapterPayload | undefined> =>
      Promise.resolve(name === 'Client' && this.people.has(id) ? client(id) : undefined);
    return {
      find,
      upsert: nothing,
      findByUserCode: nothing,
      findByUid: nothing,
      consume: nothing,
      destroy: nothing,
      revokeByGrantId: nothing,
    };
  }

  private async newKey(alg: Algorithm): Promise<Key> {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    this.count += 1;
    return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key-${this.count}` };
  }
}
