let count = 0;

/** A medicine as a manager would add one; a test states only what it is about. */
export function aMedication(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  count += 1;
  return { name: `Paracetamol Builder ${count} 500 mg tablets`, activeSubstance: 'paracetamol', ...details };
}
