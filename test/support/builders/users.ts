import { firstNumber } from '../running-home.js';

let count = firstNumber();

/** A user as an administrator would add one. */
export function aUser(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> & {
  username: string;
  password: string;
} {
  count += 1;
  return {
    username: `someone.${count}`,
    displayName: `Someone ${count}`,
    roles: ['carer'],
    password: 'ward-kettle-orchid-9',
    ...details,
  };
}
