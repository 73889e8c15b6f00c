import type { Frame, RecordedCall } from '../../shared/domain/call.ts';
import { callFrom } from '../../shared/domain/call-from.ts';
import type { Fact, Statement } from '../../shared/domain/fact.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import { callIdOf } from '../../shared/store/ids.ts';
import type { PhoneHolder } from '../../shared/store/lead-store.ts';
import type { IngestDependencies } from './ingest.ts';
import { resolveReferences } from './resolve-references.ts';
import { saveKnown, saveNew } from './save-call.ts';

/** Far above what any dialler says of one call; together they keep an item below DynamoDB's 400 kB. */
const mostFactsOfACall = 100;
const mostCharactersOfFacts = 100_000;

/** Tries of one save while others write the same call; each loses to a write that went through. */
const mostTries = 12;

type Recorded = { result: 'recorded' | 'duplicate'; callId: string } | { tooMany: string };

/** Stores what was said, each statement with its call. Recorded, if any of it was new. */
export async function recordStatements(
  statements: readonly Statement[],
  connection: Connection,
  directory: Directory,
  dependencies: IngestDependencies,
): Promise<Recorded> {
  const told = await resolveReferences(statements, directory, dependencies);
  const byCall = Map.groupBy(told, ({ statement }) => statement.externalId);
  const results: Recorded[] = [];
  for (const [externalId, some] of byCall) results.push(await recordOnCall(externalId, some, { connection, directory }, dependencies));
  return (
    results.find((recorded) => 'tooMany' in recorded) ??
    results.find((recorded) => 'result' in recorded && recorded.result === 'recorded') ??
    (results[0] as Recorded) // a reading has at least one statement
  );
}

/** A statement with its agent and campaign looked up. The id is of what was said, whoever is known by now. */
export type Told = { factId: string; statement: Statement; agent: Fact['agent']; campaign: string | undefined };
type Account = { connection: Connection; directory: Directory };

async function recordOnCall(
  externalId: string,
  told: readonly Told[],
  { connection, directory }: Account,
  { calls, leads, now }: IngestDependencies,
): Promise<Recorded> {
  const workspace = connection.workspace;
  const callId = callIdOf(workspace, connection.id, externalId);
  const phone = told.find(({ statement }) => statement.leadPhone)?.statement.leadPhone;
  const receivedAt = now();
  const facts = told.map((one) => factFrom(one, receivedAt));

  for (let tries = 0; tries < mostTries; tries++) {
    // After a lost race the half-price read may still show the past.
    const consistent = tries > 0;
    const known = await calls.get(workspace, callId, { consistent });
    const news = facts.filter((fact) => !known?.facts.some(({ id }) => id === fact.id));
    if (known && news.length === 0) return { result: 'duplicate', callId: known.id };
    const all = [...(known?.facts ?? []), ...news];
    if (all.length > mostFactsOfACall) return { tooMany: `More than ${mostFactsOfACall} statements were made about call "${externalId}"` };
    if (JSON.stringify(all).length > mostCharactersOfFacts) {
      return { tooMany: `More than ${mostCharactersOfFacts} characters were said of call "${externalId}"` };
    }

    const isLeadNews = phone !== undefined && known?.frame.leadId === undefined;
    const holder = isLeadNews ? await leads.forPhone(workspace, phone) : undefined;
    const frame = frameOf(known?.frame, { connection, directory, holder });
    const call: RecordedCall = {
      ...(known ?? { id: callId, workspace, connection: connection.id, externalId }),
      version: (known?.version ?? 0) + 1,
      frame,
      facts: all,
      call: callFrom(all, frame),
    };
    const saved = known ? await saveKnown(call, calls, directory.settings) : await saveNew(call, calls, directory.settings);
    if (saved !== undefined) return { result: 'recorded', callId: saved };
  }
  throw new Error(`Cannot store what was said of call "${callId}": ${mostTries} other writes came first each time. Send it again`);
}

function factFrom({ factId, statement, agent, campaign }: Told, receivedAt: Instant): Fact {
  const { externalId: _, agent: __, campaign: ___, ...said } = statement;
  return {
    ...said,
    id: factId,
    source: 'dialler',
    occurredAt: statement.occurredAt ?? receivedAt,
    receivedAt,
    ...(agent && { agent }),
    ...(campaign !== undefined && { campaign }),
  };
}

type Surroundings = Account & { holder: PhoneHolder | undefined };

/** What is frozen on the call: the workspace's part at its first fact, the lead's part at the first fact that names the lead. */
function frameOf(known: Frame | undefined, { connection, directory, holder }: Surroundings): Frame {
  if (known?.leadId !== undefined) return known;
  const frame: Frame = known ?? {
    timezone: directory.settings.timezone,
    machineIsConversation: directory.settings.machineIsConversation,
    tags: [],
    ...(connection.campaign !== null && { connectionCampaign: connection.campaign }),
  };
  if (!holder) return frame;
  const { id: leadId, lead } = holder;
  return { ...frame, leadId, tags: lead?.tags ?? [], ...(lead?.campaign && { leadCampaign: lead.campaign }) };
}
