import { seededRandom } from '../../../local/demo/seeded-random.ts';
import type { Direction, Status } from '../../../shared/domain/status.ts';

/** One message of a dialler; sent again it is the same, word by word. */
export type Webhook = { externalId: string; dialler: 'standard' | 'twilio'; fields: Readonly<Record<string, unknown>>; timestamp: string };

/** What a dialler tells of one call in any order, and what is to become of it. */
export type ToldCall = {
  externalId: string;
  webhooks: Webhook[];
  lead: KnownLead;
  agentEmail: string | null;
  status: Status;
  talkSeconds: number;
  direction: Direction;
  startedAt: string;
  endedAt: string;
  /** How many decisions on its lead it makes. One that was unanswered until its talk time came may have made one. */
  decisions: readonly number[];
};

/** Who is called: a lead of the team, or a stranger, who has no tags. */
export type KnownLead = { phone: string; tags: readonly string[] };

type Said = Record<string, unknown>;
type Moments = { startedAt: string; answeredAt: string; endedAt: string; talkSeconds: number };
type Story = {
  dialler: Webhook['dialler'];
  who: 'lead' | 'stranger';
  direction: Direction;
  status: Status;
  decisions: readonly number[];
  talks: boolean;
  says: (at: Moments) => Said[];
};

const one = [1];
const none = [0];
const atMostOne = [0, 1];
const outbound = { dialler: 'standard', who: 'lead', direction: 'outbound' } as const;
const inbound = { ...outbound, direction: 'inbound' } as const;
const twilio = { ...outbound, dialler: 'twilio' } as const;

const ringing = ({ startedAt }: Moments): Said => ({ status: 'ringing', startedAt });
const ended = (status: string) => ({ startedAt, endedAt }: Moments): Said => ({ status, startedAt, endedAt }); // biome-ignore format: one thought
const talked = ({ talkSeconds, ...times }: Moments): Said => ({ status: 'completed', ...times, durationSeconds: talkSeconds });

/** The mission's table, as diallers tell it: in steps, with later words that know less, and with corrections. */
const stories: readonly Story[] = [
  {
    ...outbound,
    status: 'Called',
    talks: true,
    decisions: none,
    says: (at) => [ringing(at), { status: 'answered', startedAt: at.startedAt, answeredAt: at.answeredAt }, talked(at)],
  },
  { ...inbound, status: 'Called', talks: true, decisions: none, says: (at) => [ringing(at), talked(at)] },
  { ...outbound, status: 'Busy', talks: false, decisions: one, says: (at) => [ringing(at), ended('busy')(at)] },
  {
    ...outbound,
    status: 'Busy',
    talks: false,
    decisions: one,
    says: (at) => [ended('busy')(at), { ...ended('completed')(at), durationSeconds: 0 }],
  },
  { ...outbound, status: 'Called', talks: true, decisions: atMostOne, says: (at) => [ended('busy')(at), talked(at)] },
  { ...outbound, status: 'No Answer', talks: false, decisions: one, says: (at) => [ended('no-answer')(at)] },
  { ...inbound, status: 'Missed', talks: false, decisions: one, says: (at) => [ringing(at), ended('no-answer')(at)] },
  { ...inbound, who: 'stranger', status: 'Missed', talks: false, decisions: one, says: (at) => [ended('no-answer')(at)] },
  {
    ...twilio,
    status: 'Busy',
    talks: false,
    decisions: one,
    says: ({ startedAt, endedAt }) => [
      { CallStatus: 'ringing', Timestamp: rfc2822(startedAt) },
      { CallStatus: 'busy', CallDuration: 0, Timestamp: rfc2822(endedAt) },
    ],
  },
  {
    ...twilio,
    status: 'Called',
    talks: true,
    decisions: none,
    says: ({ startedAt, endedAt, talkSeconds }) => [
      { CallStatus: 'ringing', Timestamp: rfc2822(startedAt) },
      { CallStatus: 'completed', CallDuration: talkSeconds, Timestamp: rfc2822(endedAt) },
    ],
  },
];

const spanDays = 3;

type Team = { leads: readonly KnownLead[]; agentEmails: readonly string[] };

/** Calls of the last days, one after the other, the same for the same seed and hour of the day. */
export function inventedCalls({ leads, agentEmails }: Team, { seed, now }: { seed: number; now: number }): () => ToldCall {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item; // none of the lists is empty
  let made = 0;

  return () => {
    const number = made++;
    const story = oneOf(stories);
    const externalId = story.dialler === 'twilio' ? `CA${String(number).padStart(32, '0')}` : `call-${number}`;
    const lead = story.who === 'lead' ? oneOf(leads) : { phone: `+9197${String(10_000_000 + number)}`, tags: [] };
    const agentEmail = story.dialler === 'standard' ? oneOf(agentEmails) : null;
    const at = momentsFrom(now - below(spanDays * 86_400) * 1000, { ring: 3 + below(30), talk: story.talks ? 1 + below(300) : 0 });
    const common = story.dialler === 'standard' ? standardFields(lead, story, agentEmail) : twilioFields(lead);
    const timestamp = new Date(now).toISOString();
    const webhooks = story.says(at).map((said) => ({
      externalId,
      dialler: story.dialler,
      timestamp,
      fields: { ...idOf(story.dialler, externalId), ...common, ...said },
    }));
    const { status, direction, decisions } = story;
    return { externalId, webhooks, lead, agentEmail, status, direction, decisions, ...at };
  };
}

function momentsFrom(latestMs: number, { ring, talk }: { ring: number; talk: number }): Moments {
  // The last one is a while ago, so that no call begins ahead of the clock.
  const endedMs = Math.floor(latestMs / 1000) * 1000 - 60_000;
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    startedAt: instant(endedMs - (ring + talk) * 1000),
    answeredAt: instant(endedMs - talk * 1000),
    endedAt: instant(endedMs),
    talkSeconds: talk,
  };
}

function idOf(dialler: Webhook['dialler'], externalId: string): Said {
  return dialler === 'twilio' ? { CallSid: externalId } : { callId: externalId };
}

function standardFields({ phone }: KnownLead, { direction }: Story, email: string | null): Said {
  return { direction, leadPhone: phone, agent: { email } };
}

function twilioFields({ phone }: KnownLead): Said {
  return { Direction: 'outbound-api', From: '+12025550123', To: phone };
}

/** As Twilio writes it: `Sun, 22 Nov 2026 12:34:56 +0000`. */
function rfc2822(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}
