/** The role table of the contract (api.md section 2), word for word. */
const TABLE = `
| | admin | manager | prescriber | nurse | carer | coordinator | auditor |
|---|---|---|---|---|---|---|---|
| users, api keys | write | read | | | | | |
| residents, movements, rooms | write | write | read | write | read | read | read |
| allergies, conditions | | read | write | write | read | read (allergies) | read |
| medication catalogue | write | write | read | read | read | | read |
| stock | | write | read | write | read | | read |
| prescriptions | | read | write | read, suspend and resume | read | | read |
| administrations | | read | read | write | write, controlled drugs excepted | | read |
| activities, attendance | | write | read | read | write attendance | write | read |
| observations, assessments | | read | write | write | write | read | read |
| alerts | | write | write | write | read, acknowledge | | read |
| audit trail | read | read | | | | | read |`;

/** What each cell of a row lets a role do, in the words of the permissions that routes name. */
const ROWS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'users, api keys': { read: ['users:read'], write: ['users:read', 'users:write'] },
  'residents, movements, rooms': { read: ['residents:read'], write: ['residents:read', 'residents:write'] },
  'allergies, conditions': {
    read: ['allergies:read', 'conditions:read'],
    'read (allergies)': ['allergies:read'],
    write: ['allergies:read', 'allergies:write', 'conditions:read', 'conditions:write'],
  },
  'medication catalogue': { read: ['medications:read'], write: ['medications:read', 'medications:write'] },
  stock: { read: ['stock:read'], write: ['stock:read', 'stock:write'] },
  prescriptions: {
    read: ['prescriptions:read'],
    // Section 9: reconciliation as prescriptions, nurse included in writing.
    'read, suspend and resume': ['prescriptions:read', 'prescriptions:suspend', 'reconciliation:write'],
    write: ['prescriptions:read', 'prescriptions:suspend', 'prescriptions:write', 'reconciliation:write'],
  },
  administrations: {
    read: ['administrations:read'],
    'write, controlled drugs excepted': ['administrations:read', 'administrations:write'],
    write: ['administrations:read', 'administrations:write', 'administrations:write-controlled'],
  },
  'activities, attendance': {
    read: ['activities:read'],
    'write attendance': ['activities:read', 'attendance:write'],
    write: ['activities:read', 'activities:write', 'attendance:write'],
  },
  'observations, assessments': { read: ['observations:read'], write: ['observations:read', 'observations:write'] },
  alerts: {
    read: ['alerts:read'],
    'read, acknowledge': ['alerts:read', 'alerts:acknowledge'],
    write: ['alerts:read', 'alerts:acknowledge', 'alerts:write'],
  },
  'audit trail': { read: ['audit:read'] },
};

/** Rights that stand elsewhere: reversing a death takes a privilege (clinical.md D1). */
export const BESIDE_THE_TABLE: Readonly<Record<string, readonly string[]>> = {
  'movements:revoke-death': ['admin', 'manager'],
};

/** The roles of the contract, in the table's order. */
export const ROLES = cells(TABLE.split('\n')[1] ?? '').slice(1);

/** Which roles hold each permission, by the table. */
export function permissionsOfTheContract(): Record<string, string[]> {
  const all: Record<string, string[]> = { 'self:write': [...ROLES] };
  for (const line of TABLE.split('\n').slice(3)) {
    const [row = '', ...rights] = cells(line);
    for (const [index, right] of rights.entries()) {
      const granted = right === '' ? [] : ROWS[row]?.[right];
      if (granted === undefined) throw new Error(`the table says something new: ${row}: ${right}`);
      for (const permission of granted) (all[permission] ??= []).push(ROLES[index] ?? '');
    }
  }
  return all;
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
