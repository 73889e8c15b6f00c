import { Temporal } from 'temporal-polyfill';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { Status } from '../../../shared/domain/status.ts';
import { callIdOf, leadIdOf } from '../../../shared/store/ids.ts';
import type { PlannedCall, Said, Workload } from './workload.ts';

/** Words by what they say of a call, the weakest first: what a call comes to is said by its strongest word. */
const strengths: readonly (readonly string[])[] = [
  ['Follow up', 'Rescheduled'],
  ['ringing', 'answered', 'in-progress'],
  ['completed'],
  ['no-answer', 'failed', 'Missed'],
  ['busy'],
];
const [noWord, going, finished, unanswered, engaged] = [0, 1, 2, 3, 4] as const;
const spoken = 5;

/**
 * What reports have to know of a call of which these things were said, in the words of the contract and with nothing of the code
 * that it checks: talk beats busy, busy beats no answer, no answer beats an ending without talk, whatever came first.
 */
export function expectedCall(call: PlannedCall, said: readonly Said[], { directory, leads }: Workload): ReportCall {
  const inOrder = [...said].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const talkSeconds = Math.max(0, ...said.map((one) => one.talkSeconds ?? 0));
  const strongest = Math.max(...said.map((one) => strengthOf(one, talkSeconds)));
  const disposed = inOrder.findLast(({ followUpAt }) => followUpAt !== undefined);
  const endings = inOrder.filter((one) => strengthOf(one, talkSeconds) >= finished);
  const ended = endings.length > 0 || disposed !== undefined;
  const agent = directory.agents.find(({ id }) => id === (endings.at(-1) ?? inOrder.at(-1))?.agent);
  const lead = leads.find(({ phone }) => phone === call.phone);
  const startedAt = startOf(call, said);
  const endedAt = ended ? (endings.at(-1)?.at ?? disposed?.at ?? null) : null;
  const answeredAt = answerOf(call, said);
  const waitedUntil = answeredAt ?? endedAt;
  const talkBefore = answeredAt === null ? talkSeconds : 0;
  return {
    id: callIdOf(directory.workspace, call.connection.id, call.externalId),
    day: Temporal.Instant.from(startedAt).toZonedDateTimeISO(directory.settings.timezone).toPlainDate().toString(),
    startedAt,
    endedAt,
    ended,
    status: disposed ? 'Follow up' : outcomeOf(strongest, call, said),
    direction: call.direction,
    talkSeconds,
    agent: agent?.id ?? null,
    branch: agent?.branch ?? null,
    department: agent?.department ?? null,
    campaign: call.campaign ?? call.connection.campaign ?? lead?.campaign ?? null,
    tags: lead?.tags ?? [],
    leadId: leadIdOf(directory.workspace, call.phone),
    ...(call.direction === 'inbound' &&
      waitedUntil !== null && {
        waitSeconds: Math.max(0, (Date.parse(waitedUntil) - Date.parse(startedAt)) / 1000 - talkBefore),
      }),
  };
}

function strengthOf({ word }: Said, talkSeconds: number): number {
  if (word === 'completed' && talkSeconds > 0) return spoken;
  const strength = strengths.findIndex((words) => words.includes(word));
  if (strength < 0) throw new Error(`Cannot tell what a call comes to: no strength is known of the word "${word}"`);
  return strength;
}

function outcomeOf(strongest: number, { direction }: PlannedCall, said: readonly Said[]): Status {
  if (strongest === spoken) return 'Called';
  if (strongest === engaged) return 'Busy';
  if (strongest === noWord || strongest === going) return 'In-progress';
  if (strongest === unanswered && said.some(({ word }) => word === 'Missed')) return 'Missed';
  return direction === 'inbound' ? 'Missed' : 'No Answer';
}

/** Twilio says no start: a call had begun when anything was said of it, and so long before as it had lasted by then. */
function startOf({ connection, startedAt }: PlannedCall, said: readonly Said[]): string {
  if (connection.dialler !== 'twilio') return startedAt;
  return new Date(Math.min(...said.map(({ at, talkSeconds = 0 }) => Date.parse(at) - talkSeconds * 1000))).toISOString();
}

/** The first word of an answer. Twilio says none, and a call that had talk was answered so long before its end as it had talk. */
function answerOf({ connection }: PlannedCall, said: readonly Said[]): string | null {
  const isTwilio = connection.dialler === 'twilio';
  const answers = said.flatMap(({ word, at, talkSeconds = 0 }) => {
    if (word === 'answered' || word === 'in-progress') return Date.parse(at);
    return isTwilio && talkSeconds > 0 ? Date.parse(at) - talkSeconds * 1000 : [];
  });
  return answers.length === 0 ? null : new Date(Math.min(...answers)).toISOString();
}
