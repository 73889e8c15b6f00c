import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, secondsBetween } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { type ConnectEvent, connectField } from './connect-event.ts';
import { connectMeaning } from './connect-meaning.ts';
import type { DiallerSettings } from './dialler.ts';
import type { Meaning } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';

type Said = { statement: Statement; problems: readonly string[] } | { nothing: string };

/** How contacts begin; of a transfer, the contact that it came from tells the direction. */
const directions: Readonly<Record<string, Direction>> = { INBOUND: 'inbound', OUTBOUND: 'outbound', CALLBACK: 'outbound', API: 'outbound' };

/** Which of a contact's own times is the moment that its event speaks of. */
const moments: Readonly<Record<string, string>> = {
  INITIATED: 'initiationTimestamp',
  CONNECTED_TO_SYSTEM: 'connectedToSystemTimestamp',
  QUEUED: 'queueInfo.enqueueTimestamp',
  CONNECTED_TO_AGENT: 'agentInfo.connectedToAgentTimestamp',
  DISCONNECTED: 'disconnectTimestamp',
  COMPLETED: 'disconnectTimestamp',
};

/** What a contact event says of its call, and what in it could not be read. All contacts of a transferred call are one call. */
export function connectStatement({ id, time, detail }: ConnectEvent, settings: DiallerSettings): Said {
  const fields = new MessageFields((name) => (name === 'time' ? time : connectField(detail, name)), settings);
  const eventType = fields.text('eventType') ?? '';
  const begun = fields.text('initiationMethod')?.toUpperCase() ?? '';
  const times = timesIn(fields);
  const meaning = connectMeaning(eventType.toUpperCase(), {
    direction: directions[begun],
    connectedToSystem: times.toSystem !== undefined,
    connectedToAgent: times.toAgent !== undefined,
    detection: fields.text('answeringMachineDetectionStatus')?.toUpperCase(),
    disconnectReason: fields.text('disconnectReason')?.toUpperCase(),
  });
  if (meaning === undefined) return { nothing: `${eventType === '' ? 'An event without a type' : eventType} does not change the call` };
  const moment = moments[eventType.toUpperCase()];
  const statement = onlySaid({
    externalId: callOf(fields, begun) ?? '',
    eventId: id,
    word: eventType,
    ...meaning,
    direction: directions[begun],
    leadPhone: fields.anyPhone('tags.leadPhone') ?? fields.anyPhone('customerEndpoint.address'),
    agent: agentIn(fields),
    occurredAt: (moment === undefined ? undefined : fields.instant(moment)) ?? fields.instant('time'),
    startedAt: fields.instant('initiationTimestamp'),
    ...talkIn(times, meaning),
  });
  return { statement, problems: fields.problems };
}

/** A callback is a call of its own, though the call that asked for it is named as its first contact. */
function callOf(fields: MessageFields, begun: string): string | undefined {
  const own = fields.id('contactId');
  return begun === 'CALLBACK' ? own : (fields.id('initialContactId') ?? own);
}

/** Agents are known by the last part of their ARN, which is their id in Connect. */
function agentIn(fields: MessageFields): { id: string } | undefined {
  const id = fields.text('agentInfo.agentArn')?.split('/').at(-1);
  return id ? { id } : undefined;
}

type Times = { toSystem: Instant | undefined; toAgent: Instant | undefined; endedAt: Instant | undefined };

function timesIn(fields: MessageFields): Times {
  return {
    toSystem: fields.instant('connectedToSystemTimestamp'),
    toAgent: fields.instant('agentInfo.connectedToAgentTimestamp'),
    endedAt: fields.instant('disconnectTimestamp'),
  };
}

/** Talk is from when both are on the line. A connection after the end, as in one of Amazon's own samples, says nothing of when. */
function talkIn({ toSystem, toAgent, endedAt }: Times, { signal }: Meaning) {
  if (!isTerminal(signal)) return { answeredAt: signal === 'answered' ? toAgent : undefined };
  if (signal !== 'completed') return { endedAt, talkSeconds: 0 };
  const connections = [toSystem, toAgent].filter((at) => at !== undefined && (endedAt === undefined || at <= endedAt)).sort();
  const answeredAt = connections.at(-1);
  return { answeredAt, endedAt, talkSeconds: answeredAt && endedAt ? secondsBetween(answeredAt, endedAt) : undefined };
}
