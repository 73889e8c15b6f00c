import { wiredRollUp } from './wired-roll-up.ts';

const rollUp = wiredRollUp();
/** Of the 300 s that it may take. */
const beginsForSeconds = 200;

/** Runs on a schedule. It fails where a day failed, so that the alarm sees it; the marks of such days stay for the next run. */
export async function handler(): Promise<void> {
  await rollUp({ beginsForSeconds });
}
