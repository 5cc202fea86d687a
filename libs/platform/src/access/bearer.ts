/** A bearer credential, and of which kind it is by its form: that says who can tell whose it is. */
export interface Bearer {
  readonly kind: 'token' | 'api-key' | 'jwt';
  readonly value: string;
}

/** Longest of each kind, in characters. A JWT carries whatever its issuer has to say. */
const LONGEST = { token: 512, 'api-key': 512, jwt: 8192 } as const;

const HEADER = /^Bearer ([\w.~+/-]+)=*$/i;
const API_KEY = /^rsd_[a-z2-7]{8}_[\w-]{43}$/;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Reads an `Authorization` header; undefined when it holds no bearer credential that could be anyone's. */
export function bearerOf(header: string | undefined): Bearer | undefined {
  const value = HEADER.exec(header ?? '')?.[1];
  if (value === undefined) return undefined;
  const kind = API_KEY.test(value) ? 'api-key' : JWT.test(value) ? 'jwt' : 'token';
  return value.length <= LONGEST[kind] ? { kind, value } : undefined;
}
