import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { exportFormats } from '../domain/export.ts';
import type { ExportSchedule, ScheduledQuestion, ScheduleTime } from '../domain/export-schedule.ts';
import { documentsOf, type Table } from './client.ts';
import type { ExportScheduleStore } from './export-schedule-store.ts';
import { exportKeys } from './keys.ts';
import { queryAll } from './query-all.ts';

const at = z.string();
const time: z.ZodType<ScheduleTime> = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), at }),
  z.object({ every: z.literal('week'), at, weekday: z.number() }),
  z.object({ every: z.literal('month'), at, dayOfMonth: z.number() }),
]);

/** What was checked when it was asked for is kept as one text, and read back as it was. */
const question = z.string().transform((text): ScheduledQuestion => JSON.parse(text));

const keptSchedule = z.object({
  id: z.string(),
  workspace: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  time,
  question,
  format: z.enum(exportFormats),
  bom: z.boolean(),
  createdAt: z.string(),
  seen: z.string(),
  last: z.object({ exportId: z.string(), period: z.string(), at: z.string() }).nullable(),
  version: z.number(),
}) satisfies z.ZodType<ExportSchedule>;

/** Schedules in the table of exports, all in one partition: whoever runs them reads it once a minute. */
export function dynamoExportScheduleStore(kept: Table): ExportScheduleStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  async function find(condition: string, values: Record<string, unknown>): Promise<ExportSchedule[]> {
    const items = await queryAll(here, {
      KeyConditionExpression: condition,
      ExpressionAttributeValues: { ':schedules': exportKeys.schedules, ...values },
      ConsistentRead: true,
    });
    return items.map((item) => keptSchedule.parse(item));
  }

  return {
    get: async (workspace, id) => {
      const Key = exportKeys.schedule(workspace, id);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && keptSchedule.parse(Item);
    },
    list: (workspace) => find('pk = :schedules AND begins_with(sk, :workspace)', { ':workspace': exportKeys.schedulesOf(workspace) }),
    enabled: async () => (await find('pk = :schedules', {})).filter(({ enabled }) => enabled),
    save: async (schedule) => {
      const Item = {
        ...exportKeys.schedule(schedule.workspace, schedule.id),
        ...schedule,
        question: JSON.stringify(schedule.question),
      };
      const condition =
        schedule.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': schedule.version - 1 } };
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ...condition }));
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
    remove: async (workspace, id) => {
      await documents.send(new DeleteCommand({ TableName: table, Key: exportKeys.schedule(workspace, id) }));
    },
  };
}
