/** Told now and then how far a stage of a backup is: pages that are copied, entries of the trail that are checked. */
export type OnProgress = (stage: 'pages' | 'entries', done: number, total: number) => void;

export const quietly: OnProgress = () => undefined;
