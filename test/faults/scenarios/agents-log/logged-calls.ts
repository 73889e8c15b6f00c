import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Status } from '../../../../shared/domain/status.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { phoneOf, team } from '../../judge/team.ts';
import type { PlannedCall, Said, Workload } from '../../judge/workload.ts';

/** What a person says of a call: first in its log, or later. */
export type Word = { atMs: number; status: Status; durationSeconds: number; followUpAt: Instant | undefined; note: string };

/** A call as its dialler tells of it, and as people do. */
export type LoggedCall = {
  agent: string;
  told: PlannedCall | undefined;
  log: (Word & { startedAt: Instant }) | undefined;
  corrections: readonly Word[];
  /** No other call of the same lead and agent is near enough to be this one. */
  alone: boolean;
  phone: string;
  /** When its dialler begins to tell of it, and about when it is logged. */
  firstMs: number;
};

export type Logging = { work: Workload; calls: readonly LoggedCall[] };

const minuteMs = 60_000;
const agents = ['a_asha', 'a_ravi'] as const;
const dispositions = ['Called', 'Follow up', 'Rescheduled', 'No Answer', 'Called', 'Follow up'] as const;
type Course = readonly Omit<Said, 'at'>[];
/** Nobody picked up, which is all that its dialler says: alone, or after the ringing. */
const inVain: readonly [Course, ...Course[]] = [[{ word: 'no-answer' }], [{ word: 'busy' }], [{ word: 'ringing' }, { word: 'no-answer' }]];
const courses: readonly [Course, ...Course[]] = [
  [{ word: 'ringing' }, { word: 'completed', talkSeconds: 41 }],
  [{ word: 'ringing' }, { word: 'no-answer' }],
  [{ word: 'ringing' }, { word: 'answered' }, { word: 'completed', talkSeconds: 41 }],
  [{ word: 'busy' }],
  [{ word: 'completed', talkSeconds: 41 }],
  // The dialler has a disposition too, which it may tell of long after.
  [{ word: 'ringing' }, { word: 'completed', talkSeconds: 41 }, { word: 'Rescheduled' }],
];

/** Who logs what, and what the dialler says of it, before, at the same moment or after: the same for the same seed. */
export function loggingOf(seed: number, startMs: number): Logging {
  const chance = chanceOf(seed);
  const { directory, leads, connections } = team(chance, startMs);
  const calls = Array.from({ length: chance.whole(1, 3) }, (_, index) => callOf(index, { chance, startMs, connection: connections[0] }));
  // Somebody rang the same lead again, within minutes: nobody can tell of which of the two a log is.
  const [first] = calls;
  const again = first && chance.happens(0.25) && callOf(calls.length, { chance, startMs, connection: connections[0], like: first });
  const all = again ? [{ ...first, alone: false }, ...calls.slice(1), again] : calls;
  const messages = all.flatMap(({ told, firstMs, corrections }) => (told ? messagesOf(told, chance, { firstMs, corrections }) : []));
  return { work: { directory, leads, connections, messages }, calls: all };
}

type Around = { chance: Chance; startMs: number; connection: PlannedCall['connection']; like?: LoggedCall };

function callOf(index: number, { chance, startMs, connection, like }: Around): LoggedCall {
  const agent = like?.agent ?? chance.pick(agents);
  const phone = like?.phone ?? phoneOf(index);
  const startedMs = like ? Date.parse(like.told?.startedAt ?? '') + chance.whole(90, 400) * 1000 : startMs - chance.whole(60, 300) * 1000;
  const startedAt = isoOf(Math.floor(startedMs / 1000) * 1000);
  // Both say at the same moment that nobody picked up: that is one outcome to recycle.
  const bothInVain = !like && chance.happens(0.2);
  const isTold = !like || chance.happens(0.7);
  const course = chance.pick(bothInVain ? inVain : courses);
  const says = course.map((said, place) => ({
    ...said,
    ...agreedIn(said, startedAt),
    at: isoOf(Date.parse(startedAt) + place * 20_000),
    agent,
  }));
  // What its dialler agreed on is in force where nobody logs the call.
  const isDisposed = course.some(({ word }) => word === 'Rescheduled');
  const isLogged = bothInVain || !isTold || chance.happens(isDisposed ? 0.4 : 0.85);
  const firstMs = startMs + chance.whole(1, 4) * minuteMs;
  const told: PlannedCall = { externalId: `CA-told-${index}`, connection, direction: 'outbound', phone, startedAt, campaign: null, says };
  const wordAt = (atMs: number, name: string, status = chance.pick(dispositions)): Word => {
    const followUpAt = status === 'Follow up' || status === 'Rescheduled' ? isoOf(atMs + chance.whole(48, 96) * 3_600_000) : undefined;
    return { atMs, status, durationSeconds: status === 'No Answer' ? 0 : 77, followUpAt, note: `${name}-${index}` };
  };
  const count = chance.whole(0, 2);
  const logMs = bothInVain ? chance.whole(-200, 900) : chance.whole(-45_000, 45_000) * chance.whole(0, 1) + chance.whole(-300, 300);
  return {
    agent,
    phone,
    told: isTold ? told : undefined,
    log: isLogged
      ? {
          ...wordAt(firstMs + logMs, 'log', bothInVain ? 'No Answer' : undefined),
          startedAt: isoOf(Date.parse(startedAt) + chance.whole(-60, 60) * 1000),
        }
      : undefined,
    corrections: Array.from({ length: count }, (_, place) =>
      wordAt(firstMs + (place + 1) * chance.whole(2, 90) * 1000, `correction-${place}`),
    ),
    alone: !like,
    firstMs,
  };
}

function messagesOf(call: PlannedCall, chance: Chance, { firstMs, corrections }: Pick<LoggedCall, 'firstMs' | 'corrections'>) {
  const beganMs = firstMs + chance.whole(-300, 300);
  const gapMs = chance.pick([30, 30, 700, 15_000] as const);
  return call.says.map((said, place) => {
    const isDisposed = said.word === 'Rescheduled';
    const lateMs = isDisposed ? chance.whole(0, 5) * minuteMs : 0;
    // It is acted on while somebody corrects the call.
    const [correction] = isDisposed && chance.happens(0.6) ? corrections : [];
    const sendAtMs = correction ? correction.atMs - chance.whole(0, 2_500) : beganMs + place * gapMs + lateMs;
    return messageOf({ call, said, sendAtMs, repeats: chance.happens(0.15) ? 1 : 0 });
  });
}

/** The time that they agreed on with the dialler's disposition. */
function agreedIn({ word }: Omit<Said, 'at'>, startedAt: Instant): Pick<Said, 'followUpAt'> {
  return word === 'Rescheduled' ? { followUpAt: isoOf(Date.parse(startedAt) + 72 * 3_600_000) } : {};
}

function isoOf(ms: number): Instant {
  return new Date(ms).toISOString();
}
