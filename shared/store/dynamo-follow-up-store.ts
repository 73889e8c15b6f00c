import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { FollowUpRecord } from '../domain/follow-up.ts';
import { type Documents, documentsOf, type Table } from './client.ts';
import { placeOf } from './cursor.ts';
import type { FollowUpQuestion, FollowUpStore } from './follow-up-store.ts';
import { leadOfFollowUp } from './ids.ts';
import { followUpOfItem } from './kept-follow-up.ts';
import { followUpKeys } from './keys.ts';
import type { Page } from './page.ts';
import { pageOf } from './page-of.ts';
import { queryAll } from './query-all.ts';

/** Before and after every key that starts with a time; `!` comes before every character of an id, `$` right after `#`. */
const [first, last, following, through] = ['0', ':', '!', '$'];

/** Follow-ups in DynamoDB, in the table of leads. */
export function dynamoFollowUpStore(kept: Table): FollowUpStore {
  const here = documentsOf(kept);
  return {
    get: async (workspace, id) => {
      const leadId = leadOfFollowUp(id);
      if (leadId === undefined) return undefined;
      const Key = followUpKeys.followUp(workspace, leadId, id);
      const { Item } = await here.documents.send(new GetCommand({ TableName: here.table, Key, ConsistentRead: true }));
      return Item && followUpOfItem(Item);
    },
    list: (question) => list(here, question),
    due: async (workspace, now) => {
      const items = await queryAll(here, {
        IndexName: 'due',
        KeyConditionExpression: 'du = :due AND dt < :until',
        ExpressionAttributeValues: { ':due': followUpKeys.due(workspace), ':until': `${now}${through}` },
      });
      return items.map(followUpOfItem);
    },
  };
}

async function list({ documents, table }: Documents, question: FollowUpQuestion): Promise<Page<FollowUpRecord>> {
  const { limit, cursor } = question.page;
  const { index, partition, sort, key } = partitionOf(question);
  const { condition, values } = conditionOf(question.of, cursor === undefined ? undefined : placeOf(cursor, 1)[0]);
  const found: FollowUpRecord[] = [];
  // A cursor of another list may lie behind the end of this one.
  if (values[':low'] !== undefined && values[':low'] > values[':high']) return pageOf(found, limit, placeIn);
  const pages = paginateQuery(
    { client: documents, pageSize: limit + 1 },
    {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: `#partition = :key AND ${condition}`,
      ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
      ExpressionAttributeValues: { ':key': key, ...values },
      ScanIndexForward: question.of.kind === 'open',
    },
  );
  for await (const { Items } of pages) {
    found.push(...(Items ?? []).map(followUpOfItem));
    if (found.length > limit) break;
  }
  return pageOf(found, limit, placeIn);
}

const placeIn = ({ at, end, id }: FollowUpRecord) => [followUpKeys.time(end?.at ?? at, id)];

function partitionOf({ workspace, owner, of: { kind } }: FollowUpQuestion) {
  if (owner !== undefined) return { index: 'by-owner', partition: 'ow', sort: 'os', key: followUpKeys.ofOwner(workspace, owner, kind) };
  return { index: 'by-status', partition: 'st', sort: 'ss', key: followUpKeys.ofWorkspace(workspace, kind) };
}

type Condition = { condition: string; values: { ':low'?: string; ':high': string } };

/** Open ones lie from the earliest on, done ones from the newest back; `place` is of the last one shown. */
function conditionOf(of: FollowUpQuestion['of'], place: string | undefined): Condition {
  if (of.kind === 'done') return { condition: '#sort < :high', values: { ':high': place ?? last } };
  const { from = first, until = last } = of.span;
  const next = place === undefined ? from : `${place}${following}`;
  return { condition: '#sort BETWEEN :low AND :high', values: { ':low': next > from ? next : from, ':high': until } };
}
