import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { callOfItem } from '../../shared/store/call-item.ts';
import { storedDecisionOf } from '../../shared/store/kept-decision.ts';
import { callEventOf, dirtiedDays } from './call-events.ts';
import { leadEventOf } from './lead-events.ts';
import type { Change } from './publish-changes.ts';

/**
 * Reads one record of the stream of Calls or of Leads. Of leads, a decision that was stored is news; of calls, every change may be.
 * @throws ZodError for an image that no version of this code wrote: the stream sets it aside after its tries.
 */
export function changeOf(record: DynamoDBRecord): Change {
  const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  const key = (after ?? before)?.pk?.S ?? sequenceNumber;
  const isCall = (after ?? before)?.sk === undefined;
  return { sequenceNumber, key, workspace: key.split('#')[0] ?? '', ...(isCall ? newsOfCall(before, after) : newsOfLead(before, after)) };
}

type Image = Record<string, AttributeValue>;
type News = Pick<Change, 'event' | 'dirtied'>;

// The types of aws-lambda and of the SDK describe the same wire format in two ways.
function imageOf(image: unknown): Image | undefined {
  return image as Image | undefined;
}

function newsOfCall(before: Image | undefined, after: Image | undefined): News {
  const change = { before: before && callOfItem(before), after: after && callOfItem(after) };
  return { event: callEventOf(change), dirtied: dirtiedDays(change) };
}

function newsOfLead(before: Image | undefined, after: Image | undefined): News {
  const stored = before === undefined && after ? storedDecisionOf(unmarshall(after)) : undefined;
  return { event: stored && leadEventOf(stored), dirtied: [] };
}
