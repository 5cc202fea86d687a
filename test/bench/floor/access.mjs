import { createHash } from 'node:crypto';
import { Refusal, statement } from './store.mjs';

const holder = statement(`SELECT u."id" AS "userId", u."username", u."roles" FROM "access_tokens" t
  JOIN "users" u ON u."id" = t."user_id" WHERE t."token_hash" = ? AND t."expires_at" > ? AND u."active" = 1`);

/** Who may read and write what is measured (api.md section 2). */
const ROLES = {
  'residents:read': ['admin', 'manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'residents:write': ['admin', 'manager', 'nurse'],
  'observations:read': ['manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'observations:write': ['prescriber', 'nurse', 'carer'],
  'administrations:write': ['nurse', 'carer'],
};

/** Looks the bearer token up, for every request. @throws Refusal 401, 403 */
export function callerOf(authorization, now, permission) {
  const token = /^Bearer ([\w.~+/-]{1,512})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal(401, 'unauthorized');
  const caller = holder.get(createHash('sha256').update(token).digest('base64url'), now);
  if (caller === undefined) throw new Refusal(401, 'unauthorized');
  const roles = JSON.parse(caller.roles);
  if (!ROLES[permission].some((role) => roles.includes(role))) throw new Refusal(403, 'forbidden');
  return caller;
}
