/** What is done to the running stack. */
export const disruptionKinds = ['runner', 'java', 'worker', 'disk'] as const;
export type DisruptionKind = (typeof disruptionKinds)[number];
