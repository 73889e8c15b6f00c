import { GetCommand, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Documents, documentsOf, type Table } from './client.ts';
import { placeOf } from './cursor.ts';
import { quarantineKeys } from './keys.ts';
import type { PageRequest } from './page.ts';
import { isFull, quarantinePage } from './quarantine-page.ts';
import type { QuarantinedWebhook, QuarantineStore } from './quarantine-store.ts';
import { refusedActions } from './refused-actions.ts';

const keptDays = 30;

const keptWebhook = z.object({
  id: z.string(),
  workspace: z.string(),
  connection: z.string(),
  receivedAt: z.string(),
  why: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    // As bytes: a third less than in base 64, so that 256 kB of body stay below DynamoDB's 400 kB.
    body: z.instanceof(Uint8Array),
  }),
});
const keptWhere = z.object({ receivedAt: z.string() });

/** Webhooks that verified and could not be read, in DynamoDB, for 30 days. */
export function dynamoQuarantineStore(kept: Table): QuarantineStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  async function keyOf(workspace: string, id: string): Promise<{ pk: string; sk: string } | undefined> {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: quarantineKeys.where(workspace, id), ConsistentRead: true }),
    );
    return Item && quarantineKeys.webhook(workspace, keptWhere.parse(Item).receivedAt, id);
  }

  return {
    save: async (webhook) => {
      const [whole, where] = itemsOf(webhook);
      // The id alone is the key of `where`: a webhook that its dialler sends again is there already.
      const TransactItems = [
        { Put: { TableName: table, Item: where, ConditionExpression: 'attribute_not_exists(pk)' } },
        { Put: { TableName: table, Item: whole } },
      ];
      try {
        await documents.send(new TransactWriteCommand({ TransactItems }));
      } catch (error) {
        if (refusedActions(error).failed.length === 0) throw error;
      }
    },
    get: async (workspace, id) => {
      const Key = await keyOf(workspace, id);
      const read = Key && (await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true })));
      return read?.Item && webhookOf(read.Item);
    },
    list: (workspace, page) => listWebhooks(here, workspace, page),
    remove: async (workspace, id) => {
      const Key = await keyOf(workspace, id);
      if (!Key) return;
      const keys = [Key, quarantineKeys.where(workspace, id)];
      await documents.send(new TransactWriteCommand({ TransactItems: keys.map((each) => ({ Delete: { TableName: table, Key: each } })) }));
    },
  };
}

async function listWebhooks({ documents, table }: Documents, workspace: string, { limit, cursor }: PageRequest) {
  const before = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
  const found: QuarantinedWebhook[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: before === undefined ? 'pk = :workspace' : 'pk = :workspace AND sk < :before',
    ExpressionAttributeValues: { ':workspace': workspace, ...(before !== undefined && { ':before': before }) },
    ScanIndexForward: false,
  };
  for await (const { Items } of paginateQuery({ client: documents, pageSize: limit + 1 }, query)) {
    found.push(...(Items ?? []).map(webhookOf));
    if (isFull(found, limit)) break;
  }
  return quarantinePage(found, limit, (webhook) => quarantineKeys.webhook(workspace, webhook.receivedAt, webhook.id).sk);
}

/** The webhook where lists find it, and where it is, by its id. */
function itemsOf({ request: { bodyBase64, ...request }, ...webhook }: QuarantinedWebhook): [whole: object, where: object] {
  const { workspace, id, receivedAt } = webhook;
  const expiresAt = Math.floor(Date.parse(receivedAt) / 1000) + keptDays * 86_400;
  const whole = keptWebhook.parse({ ...webhook, request: { ...request, body: Buffer.from(bodyBase64, 'base64') } });
  return [
    { ...quarantineKeys.webhook(workspace, receivedAt, id), expiresAt, ...whole },
    { ...quarantineKeys.where(workspace, id), expiresAt, receivedAt },
  ];
}

function webhookOf(item: Record<string, unknown>): QuarantinedWebhook {
  const { request, ...webhook } = keptWebhook.parse(item);
  const { body, ...rest } = request;
  return { ...webhook, request: { ...rest, bodyBase64: Buffer.from(body).toString('base64') } };
}
