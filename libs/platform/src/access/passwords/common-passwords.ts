let loading: Promise<ReadonlySet<string>> | undefined;

/**
 * The passwords that are tried first: 49,233 in lower case, bundled. Read when a password is first set, and not at the
 * start, which most often sets none.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= read();
  return loading;
}

async function read(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
