import { leadIdOf } from '../../shared/store/ids.ts';
import type { DemoClient } from './demo-client.ts';
import { demoLead } from './demo-data.ts';
import { inTurns } from './demo-workspace.ts';

const notes = ['wants a call after lunch', 'has asked for the papers', 'is going to speak with the family', 'was driving'];

/** One for each agent: every seventeenth lead is another agent's. */
const followUpCount = 12;

/** Next contacts that were agreed on: some fall due within the hour, one after the other, the others on the next working day. */
export async function makeDemoFollowUps(client: DemoClient, { workspace, now }: { workspace: string; now: Date }): Promise<void> {
  const leads = Array.from({ length: followUpCount }, (_, n) => demoLead(n * 17));
  await inTurns(leads, ({ phone }, n) => {
    const soon = new Date(now.getTime() + (n + 1) * 4 * 60_000).toISOString();
    const followUp = { note: notes[n % notes.length], ...(n % 3 !== 0 && { at: soon }) };
    return client.post(`/api/leads/${leadIdOf(workspace, phone)}/follow-ups`, followUp, `demo-follow-up-${n}`);
  });
}
