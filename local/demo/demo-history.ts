import { BatchWriteItemCommand, type BatchWriteItemCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { callFrom } from '../../shared/domain/call-from.ts';
import type { Fact, FactAgent, Statement } from '../../shared/domain/fact.ts';
import { itemOfCall } from '../../shared/store/call-item.ts';
import { callIdOf, factIdOf, leadIdOf } from '../../shared/store/ids.ts';
import { type DemoCall, inventCall } from './demo-call.ts';
import { seededRandom } from './seeded-random.ts';

export type HistoryOptions = {
  client: DynamoDBClient;
  callsTable: string;
  workspace: string;
  connection: string;
  /** Agents and campaigns in the order of the demo's data. */
  agents: readonly FactAgent[];
  campaigns: readonly string[];
  /** The history ends the day before. */
  before: Date;
  signal: AbortSignal;
};

const days = 60;
const callsADay = 25;
const dayMs = 86_400_000;
const mostWrites = 25;

/**
 * Two months of ended calls, folded as ingest folds them and written as its store writes them, many at a time.
 * From there on they go the way of all calls: stream, events, leads, reports. Written again, they are the same.
 * @returns how many
 */
export async function writeHistory({ client, callsTable, signal, ...options }: HistoryOptions): Promise<number> {
  const random = seededRandom(1);
  const calls = Array.from({ length: days * callsADay }, (_, n) => {
    const startedAt = momentOfWork(options.before, 1 + Math.floor(n / callsADay), random);
    return recorded(inventCall(`history-${n}`, startedAt, random), options);
  });
  for (let start = 0; start < calls.length; start += mostWrites) {
    signal.throwIfAborted();
    const puts = calls.slice(start, start + mostWrites).map((call) => ({ PutRequest: { Item: itemOfCall(call, 400) } }));
    await writeAll(client, { [callsTable]: puts });
  }
  return calls.length;
}

async function writeAll(client: DynamoDBClient, batch: NonNullable<BatchWriteItemCommandInput['RequestItems']>): Promise<void> {
  const { UnprocessedItems = {} } = await client.send(new BatchWriteItemCommand({ RequestItems: batch }));
  if (Object.keys(UnprocessedItems).length > 0) await writeAll(client, UnprocessedItems);
}

/** The call as it would be kept if its dialler had told its end alone. */
function recorded(
  demo: DemoCall,
  { workspace, connection, agents, campaigns }: Pick<HistoryOptions, 'workspace' | 'connection' | 'agents' | 'campaigns'>,
): RecordedCall {
  const endedAt = new Date(demo.startedAt.getTime() + (demo.ringSeconds + demo.talkSeconds) * 1000).toISOString();
  const statement: Statement = {
    externalId: demo.callId,
    word: demo.ending,
    signal: demo.ending === 'no-answer' ? 'unanswered' : demo.ending,
    direction: demo.direction,
    leadPhone: demo.lead.phone,
    startedAt: demo.startedAt.toISOString(),
    occurredAt: endedAt,
    endedAt,
    talkSeconds: demo.talkSeconds,
    ringSeconds: demo.ringSeconds,
  };
  const { externalId, agent: _, ...said } = statement;
  const agent = agents[demo.agentNumber];
  const fact: Fact = {
    ...said,
    id: factIdOf(statement),
    source: 'dialler',
    occurredAt: endedAt,
    receivedAt: endedAt,
    ...(agent && { agent }),
  };
  const leadCampaign = campaigns[demo.lead.campaign];
  const frame = {
    timezone: 'Asia/Kolkata',
    leadId: leadIdOf(workspace, demo.lead.phone),
    tags: demo.lead.tags,
    machineIsConversation: false,
    ...(leadCampaign !== undefined && { leadCampaign }),
  };
  const id = callIdOf(workspace, connection, externalId);
  return { id, workspace, connection, externalId, version: 1, frame, facts: [fact], call: callFrom([fact], frame) };
}

/** Some moment between 10:00 and 18:00 in India, that many days before. */
function momentOfWork(before: Date, daysAgo: number, random: () => number): Date {
  const midnightUtc = Math.floor(before.getTime() / dayMs) * dayMs;
  return new Date(midnightUtc - daysAgo * dayMs + (4.5 + random() * 8) * 3_600_000);
}
