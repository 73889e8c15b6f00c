import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Connection } from '../../../../shared/domain/workspace.ts';
import type { Chance } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { phoneOf, type Team } from '../../judge/team.ts';
import type { Message, PlannedCall, Said } from '../../judge/workload.ts';

/** As the contract has it: a call of which nothing is heard for so long has lost its ending. */
export const leaseMs = 2 * 3_600_000;
export const sweepMinutes = 20;

const minuteMs = 60_000;
const sweepMs = sweepMinutes * minuteMs;

/** What is said of a call, when: in progress first, a word that renews the lease for some, an ending long after for some. */
type Telling = { word: string; sendAtMs: number; talkSeconds?: number };

type Around = { chance: Chance; startMs: number; team: Team };

/** Calls whose ending never comes, comes as they are swept, or comes when they were. */
export function lostCalls(around: Around): Message[] {
  return Array.from({ length: around.chance.whole(2, 4) }, (_, index) => messagesOf(index, around)).flat();
}

function messagesOf(index: number, { chance, startMs, team }: Around): Message[] {
  const [standard, twilio] = team.connections;
  const connection = chance.happens(0.3) ? twilio : standard;
  const tellings = tellingsOf(connection, chance, { startMs, begunMs: startMs + chance.whole(0, 5 * minuteMs) });
  const says = saysOf(tellings, connection);
  const call: PlannedCall = {
    externalId: `CA-lost-${index}`,
    connection,
    direction: chance.happens(0.75) ? 'outbound' : 'inbound',
    phone: phoneOf(chance.whole(0, 3)),
    startedAt: says[0]?.at ?? '',
    campaign: null,
    says,
  };
  return says.map((said, place) =>
    messageOf({ call, said, sendAtMs: tellings[place]?.sendAtMs ?? startMs, repeats: chance.happens(0.15) ? 1 : 0 }),
  );
}

type Times = { startMs: number; begunMs: number };

function tellingsOf({ dialler }: Connection, chance: Chance, { startMs, begunMs }: Times): Telling[] {
  const answered = dialler === 'twilio' ? 'in-progress' : 'answered';
  const tellings: Telling[] = [{ word: 'ringing', sendAtMs: begunMs }];
  const mayBeAnswered = chance.happens(0.6);
  if (mayBeAnswered && chance.happens(0.4)) tellings.push({ word: answered, sendAtMs: begunMs + chance.whole(30, 110) * minuteMs });
  else if (mayBeAnswered) tellings.push({ word: answered, sendAtMs: begunMs + 9_000 });
  // Sometimes it was answered after all, and that is told as it is swept.
  else if (chance.happens(0.2)) tellings.push({ word: answered, sendAtMs: startMs + aroundSweepAfter(begunMs - startMs, chance) });

  const ending = chance.pick(['none', 'at the sweep', 'after it'] as const);
  if (ending === 'none') return tellings;
  const heardMs = tellings.at(-1)?.sendAtMs ?? begunMs;
  const sendAtMs =
    ending === 'at the sweep'
      ? startMs + aroundSweepAfter(heardMs - startMs, chance)
      : heardMs + leaseMs + sweepMs + chance.whole(1, 25) * minuteMs;
  const isTalk = chance.happens(0.4);
  return [
    ...tellings,
    isTalk
      ? { word: 'completed', talkSeconds: 31, sendAtMs }
      : { word: chance.pick(['busy', 'no-answer', 'completed']), talkSeconds: 0, sendAtMs },
  ];
}

/** After the beginning, when the schedule is made: the first sweep that finds a call which was last heard of then, some moments before or after it begins. */
function aroundSweepAfter(heardMs: number, chance: Chance): number {
  return (Math.floor((heardMs + leaseMs) / sweepMs) + 1) * sweepMs + chance.whole(-150, 450);
}

const momentsMs = [0, 7_000] as const;

/** Each at its second; what is told late happened when the call was young. */
function saysOf(tellings: readonly Telling[], { dialler }: Connection): Said[] {
  const begunMs = Math.floor(((tellings[0]?.sendAtMs ?? 0) - 4_000) / 1000) * 1000;
  return tellings.map(({ word, talkSeconds }, place) => ({
    word,
    at: isoOf(begunMs + (momentsMs[place] ?? 59_000)),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(dialler === 'standard' && { agent: 'a_asha' }),
  }));
}

function isoOf(ms: number): Instant {
  return new Date(ms).toISOString();
}
