import { createHash } from 'node:crypto';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import type { QuarantineStore } from '../../shared/store/quarantine-store.ts';
import type { Dialler, DiallerSettings, Reading, WebhookRequest } from './diallers/dialler.ts';
import { givenUrls } from './given-urls.ts';
import { recordStatements } from './record-statements.ts';

export type IngestDependencies = {
  calls: CallStore;
  leads: LeadStore;
  quarantine: QuarantineStore;
  /** Kept for a second; `fresh` reads it again. */
  connection: (id: string, options?: { fresh: boolean }) => Promise<Connection | undefined>;
  directory: (workspace: string, options?: { fresh: boolean }) => Promise<Directory | undefined>;
  diallers: Readonly<Record<string, Dialler>>;
  now: () => Instant;
};

export type IngestAnswer =
  | { result: 'recorded' | 'duplicate'; callId: string }
  /** `headers` are for the answer alone, where a dialler asked whether somebody is there. */
  | { result: 'ignored'; headers?: Readonly<Record<string, string>> }
  | { result: 'quarantined'; id: string; why: string }
  | { result: 'refused'; reason: string }
  /** Of a media type that the dialler's adapter does not take. */
  | { result: 'unsupported'; reason: string }
  | { result: 'unknown-connection' };

/** Takes one webhook in: whose it is, whether they sent it, what it says, kept before it is answered. Throws only where a store does. */
export async function ingest(connectionId: string, arrived: WebhookRequest, dependencies: IngestDependencies): Promise<IngestAnswer> {
  const known = await dependencies.connection(connectionId);
  if (!known) return { result: 'unknown-connection' };
  const unsupported = dependencies.diallers[known.dialler]?.unsupported?.(arrived);
  if (unsupported !== undefined) return { result: 'unsupported', reason: unsupported };

  const headers = dependencies.diallers[known.dialler]?.handshake?.(arrived);
  if (headers) return { result: 'ignored', headers };
  const verified = await verifiedConnection(known, arrived, dependencies);
  if ('reason' in verified) return { result: 'refused', reason: verified.reason };
  return takeIn(verified.connection, verified.request, dependencies);
}

/** What is done with a webhook once it is known to be genuine; a webhook out of quarantine comes in here again. */
export async function takeIn(connection: Connection, request: WebhookRequest, dependencies: IngestDependencies): Promise<IngestAnswer> {
  const directory = await dependencies.directory(connection.workspace);
  const dialler = dependencies.diallers[connection.dialler];
  if (!directory || !dialler) return { result: 'unknown-connection' };

  const reading = dialler.read(request, settingsOf(connection, { directory, dialler }), dependencies.now());
  return keepReading(reading, { connection, request, directory }, dependencies);
}

type Taken = { connection: Connection; request: WebhookRequest; directory: Directory };

async function keepReading(reading: Reading, taken: Taken, dependencies: IngestDependencies): Promise<IngestAnswer> {
  switch (reading.kind) {
    case 'ignored':
      return { result: 'ignored' };
    case 'unreadable':
      return setAside(reading.why, taken, dependencies);
    case 'statements': {
      const recorded = await recordStatements(reading.statements, taken.connection, taken.directory, dependencies);
      return 'tooMany' in recorded ? setAside(recorded.tooMany, taken, dependencies) : recorded;
    }
    default:
      return reading satisfies never;
  }
}

/** A secret may have been rotated, or the connection removed, since it was last read: before a refusal it is read again. */
async function verifiedConnection(
  known: Connection,
  arrived: WebhookRequest,
  dependencies: IngestDependencies,
): Promise<Verified | { reason: string }> {
  const first = verify(known, arrived, dependencies);
  if ('request' in first) return first;
  const fresh = await dependencies.connection(known.id, { fresh: true });
  return fresh && provesOf(fresh) !== provesOf(known) ? verify(fresh, arrived, dependencies) : first;
}

/** What of a connection decides whether a webhook verifies. */
function provesOf({ secrets, publicUrl }: Connection): string {
  return JSON.stringify([secrets, publicUrl]);
}

/** Whose the webhook is, and the webhook with the URL that its dialler signed. */
type Verified = { connection: Connection; request: WebhookRequest };

function verify(connection: Connection, arrived: WebhookRequest, { diallers, now }: IngestDependencies): Verified | { reason: string } {
  const dialler = diallers[connection.dialler];
  if (!dialler) return { reason: `no adapter reads "${connection.dialler}"` };
  const requests = givenUrls(arrived.url, connection.publicUrl).map((url) => ({ ...arrived, url }));
  const reasons: string[] = [];
  for (const request of requests) {
    const verification = dialler.verify(request, settingsOf(connection, { dialler }), now());
    if (verification.verified) return { connection, request };
    reasons.push(verification.reason);
  }
  return { reason: reasons[0] ?? '' };
}

/** What the adapter is told of the connection; zone and country are the connection's, else the dialler's or the workspace's. */
function settingsOf(connection: Connection, { directory, dialler }: { directory?: Directory; dialler: Dialler }): DiallerSettings {
  return {
    secrets: connection.secrets,
    timezone: connection.timezone ?? dialler.timezone ?? directory?.settings.timezone ?? 'UTC',
    region: connection.region ?? directory?.settings.region ?? 'IN',
    statusMap: connection.statusMap,
    fieldMap: connection.fieldMap,
    retentionDays: directory?.settings.retentionDays ?? 400,
  };
}

async function setAside(why: string, taken: Taken, { quarantine, diallers, now }: IngestDependencies): Promise<IngestAnswer> {
  const { connection } = taken;
  // It is kept for people to look at: no secret that came with it is.
  const request = diallers[connection.dialler]?.redact?.(taken.request) ?? taken.request;
  // The id is made of what came, so that a webhook sent again is set aside once.
  const id = `q_${createHash('sha256').update(`${connection.id}\n${request.url}\n`).update(request.body).digest('hex').slice(0, 20)}`;
  const { method, url, headers, body } = request;
  await quarantine.save({
    id,
    workspace: connection.workspace,
    connection: connection.id,
    receivedAt: now(),
    why,
    request: { method, url, headers, bodyBase64: body.toString('base64') },
  });
  return { result: 'quarantined', id, why };
}
