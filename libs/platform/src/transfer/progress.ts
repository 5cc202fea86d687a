/** Told now and then how far a stage is: rows that are moved, rows that are checked, entries of the audit trail. */
export type OnProgress = (stage: 'moving' | 'checking' | 'entries', done: number, total: number) => void;
