import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import { type ListedConnection, listedConnection } from '../../shared/store/connection-store.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { namedIn } from './named-in.ts';

/** A connection as it is shown; never its secrets, nor the key that stands in for a signature. */
export function connectionShown(connection: ListedConnection, { campaigns }: Directory, origin: string) {
  const { id, dialler, name, timezone, region, publicUrl, statusMap, fieldMap, secretCount, createdAt } = connection;
  const webhookUrl = webhookUrlOf(connection, origin);
  const campaign = namedIn(campaigns, connection.campaign);
  return {
    ...{ id, dialler, name, webhookUrl, timezone, region, campaign, publicUrl },
    ...{ statusMap: { ...statusMap }, fieldMap: fieldMap && { ...fieldMap }, secretCount, createdAt },
  };
}

/** The same this once, when its secrets are new. */
export function connectionWithSecrets(
  connection: Connection,
  { directory, origin, secrets }: { directory: Directory; origin: string; secrets: readonly string[] },
  { diallers }: Pick<ApiDependencies, 'diallers'>,
) {
  const shown = connectionShown(listedConnection(connection), directory, origin);
  const [key] = secrets;
  const mark = shown.webhookUrl.includes('?') ? '&' : '?';
  const query = diallers[connection.dialler]?.keyInUrl && key !== undefined ? `${mark}key=${encodeURIComponent(key)}` : '';
  return { ...shown, webhookUrl: `${shown.webhookUrl}${query}`, secrets: [...secrets] };
}

/** Where the dialler is to send, without the key. A public URL with a query is the whole address: nothing can be put after it. */
export function webhookUrlOf({ id, publicUrl }: Pick<Connection, 'id' | 'publicUrl'>, origin: string): string {
  if (publicUrl?.includes('?')) return publicUrl.replace(/#.*$/s, '');
  return `${(publicUrl ?? origin).replace(/\/*(?:#.*)?$/s, '')}/webhooks/${id}`;
}
