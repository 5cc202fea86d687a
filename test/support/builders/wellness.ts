/** Vital signs of a person who is well: every NEWS2 input, none of which scores. */
export function calmReadings(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    respiratoryRate: 16,
    oxygenSaturation: 97,
    oxygenScale: 1,
    supplementalOxygen: false,
    systolicBloodPressure: 130,
    heartRate: 72,
    consciousness: 'alert',
    temperature: 36.8,
    ...changes,
  };
}

/** An observation as a carer would enter it; a test states only what it is about. */
export function anObservation(details: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { type: 'heart-rate', value: 72, ...details };
}
