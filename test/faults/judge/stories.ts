import type { Direction } from '../../../shared/domain/status.ts';

type Says = {
  word: string;
  /** After the start. No two things of a story are said of the same second, but what is said of the start. */
  afterSeconds: number;
  talkSeconds?: number;
  /** The first or the second agent of the call; the first unless said. */
  agent?: 0 | 1;
  followUpAfterSeconds?: number;
};

/** A course that a call may take. `twilio`: Twilio has words for it. */
export type Story = { direction: Direction; twilio: boolean; says: readonly [Says, ...Says[]] };

/** Courses with what is known to go wrong: talk told after busy, a weak word after a strong one, endings alone, two agents, no ending. */
export const stories: readonly [Story, ...Story[]] = [
  { direction: 'outbound', twilio: true, says: [ringing(), { word: 'busy', afterSeconds: 8 }] },
  { direction: 'outbound', twilio: true, says: [ringing(), { word: 'no-answer', afterSeconds: 30 }] },
  { direction: 'outbound', twilio: true, says: [{ word: 'no-answer', afterSeconds: 25 }] },
  { direction: 'outbound', twilio: true, says: [{ word: 'busy', afterSeconds: 5 }] },
  { direction: 'outbound', twilio: false, says: [ringing(), { word: 'busy', afterSeconds: 6 }, { word: 'completed', afterSeconds: 7 }] },
  {
    direction: 'outbound',
    twilio: false,
    says: [
      { word: 'busy', afterSeconds: 6 },
      { word: 'completed', afterSeconds: 66, talkSeconds: 45, agent: 1 },
    ],
  },
  {
    direction: 'outbound',
    twilio: true,
    says: [ringing(), { word: 'in-progress', afterSeconds: 10 }, { word: 'completed', afterSeconds: 95, talkSeconds: 85, agent: 1 }],
  },
  { direction: 'outbound', twilio: false, says: [ringing(), { word: 'answered', afterSeconds: 9 }] },
  {
    direction: 'outbound',
    twilio: false,
    says: [
      { word: 'completed', afterSeconds: 40, talkSeconds: 25 },
      { word: 'Follow up', afterSeconds: 70, followUpAfterSeconds: 90_000 },
    ],
  },
  { direction: 'outbound', twilio: false, says: [ringing(), { word: 'failed', afterSeconds: 3 }, { word: 'no-answer', afterSeconds: 4 }] },
  { direction: 'inbound', twilio: true, says: [ringing(), { word: 'no-answer', afterSeconds: 20 }] },
  { direction: 'inbound', twilio: true, says: [ringing(), { word: 'completed', afterSeconds: 62, talkSeconds: 50 }] },
  { direction: 'inbound', twilio: false, says: [{ word: 'Missed', afterSeconds: 15 }] },
  { direction: 'inbound', twilio: false, says: [ringing(), { word: 'completed', afterSeconds: 12, talkSeconds: 0 }] },
];

function ringing(): Says {
  return { word: 'ringing', afterSeconds: 0 };
}
