/** The contract's roles (api.md section 2). */
export const ROLES = ['admin', 'manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/**
 * The role table of the contract, one row per thing that may be done. Every route names one of these, and what a
 * row doesn't list is refused.
 */
export const PERMISSIONS = {
  'users:read': ['admin', 'manager'],
  'users:write': ['admin'],
  'residents:read': ['admin', 'manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'residents:write': ['admin', 'manager', 'nurse'],
  /** Data, not a route: taking back that someone has died. */
  'movements:revoke-death': ['admin', 'manager'],
  'allergies:read': ['manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'allergies:write': ['prescriber', 'nurse'],
  'conditions:read': ['manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  'conditions:write': ['prescriber', 'nurse'],
  'medications:read': ['admin', 'manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  'medications:write': ['admin', 'manager'],
  'prescriptions:read': ['manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  'prescriptions:write': ['prescriber'],
  'prescriptions:suspend': ['prescriber', 'nurse'],
  'reconciliation:write': ['prescriber', 'nurse'],
  'administrations:read': ['manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  'administrations:write': ['nurse', 'carer'],
  /** Data, not a route: recording a controlled drug. */
  'administrations:write-controlled': ['nurse'],
  'stock:read': ['manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  /** Whoever may do this may witness as well, beside those who record doses (api.md section 4). */
  'stock:write': ['manager', 'nurse'],
  'activities:read': ['manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'activities:write': ['manager', 'coordinator'],
  'attendance:write': ['manager', 'carer', 'coordinator'],
  'observations:read': ['manager', 'prescriber', 'nurse', 'carer', 'coordinator', 'auditor'],
  'observations:write': ['prescriber', 'nurse', 'carer'],
  'alerts:read': ['manager', 'prescriber', 'nurse', 'carer', 'auditor'],
  'alerts:acknowledge': ['manager', 'prescriber', 'nurse', 'carer'],
  'alerts:write': ['manager', 'prescriber', 'nurse'],
  'audit:read': ['admin', 'manager', 'auditor'],
  /** Anyone who is signed in, about oneself. */
  'self:write': ROLES,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export type ReadPermission = Extract<Permission, `${string}:read`>;

export function isPermitted(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
