import { chanceOf } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { plannedCalls } from '../../judge/planned-calls.ts';
import type { stories } from '../../judge/stories.ts';
import { team } from '../../judge/team.ts';
import type { Workload } from '../../judge/workload.ts';

/** Diallers agree on next contacts within minutes, leads are spoken to, and others do not pick up. */
const courses: typeof stories = [
  { direction: 'outbound', twilio: false, says: agrees(900) },
  { direction: 'outbound', twilio: false, says: agrees(1_200) },
  { direction: 'outbound', twilio: true, says: [{ word: 'completed', afterSeconds: 50, talkSeconds: 40 }] },
  { direction: 'outbound', twilio: true, says: [{ word: 'no-answer', afterSeconds: 25 }] },
  { direction: 'inbound', twilio: true, says: [{ word: 'no-answer', afterSeconds: 20 }] },
];

function agrees(followUpAfterSeconds: number): (typeof courses)[number]['says'] {
  return [
    { word: 'completed', afterSeconds: 40, talkSeconds: 25 },
    { word: 'Follow up', afterSeconds: 50, followUpAfterSeconds },
  ];
}

/** The same for the same seed. */
export function scheduling(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed ^ 0xf0110);
  const { directory, leads, connections } = team(chance, startMs);
  const calls = plannedCalls({ chance, startMs, size: { calls: [2, 4], minutes: 6 }, directory, leads, connections, courses });
  const messages = calls.flatMap(({ call, sendAtMs }) =>
    call.says.map((said, index) => messageOf({ call, said, sendAtMs: sendAtMs[index] ?? startMs, repeats: 0 })),
  );
  return { directory, leads, connections, messages };
}
