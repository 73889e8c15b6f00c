import { connectionIdOfAccount } from '../../shared/store/ids.ts';
import { connectField } from '../ingest/diallers/connect-event.ts';
import { type IngestAnswer, type IngestDependencies, takeIn } from '../ingest/ingest.ts';

/** An event of the default bus: all of it is kept where it cannot be read. */
type ContactEvent = { id: string; detail: Record<string, unknown> };

/**
 * Takes in one contact event of Amazon Connect, as a webhook of the connection that has its instance. Genuine it is: nobody but AWS puts
 * events of `aws.*` on a bus. An instance that nobody has connected is an `unknown-connection`.
 * @throws Error for an event that names no instance, or as a store does: the queue tries again, and then sets it aside.
 */
export async function takeContactEvent(event: ContactEvent, dependencies: IngestDependencies): Promise<IngestAnswer> {
  const instance = connectField(event.detail, 'instanceArn');
  if (typeof instance !== 'string') throw new Error('Cannot tell whose contact event this is: detail.instanceArn is missing');
  const connection = await dependencies.connection(connectionIdOfAccount('amazon-connect', instance));
  if (!connection) return { result: 'unknown-connection' };
  const body = Buffer.from(JSON.stringify(event));
  return takeIn(connection, { method: 'POST', url: 'https://events.invalid/amazon-connect', headers: {}, body }, dependencies);
}
