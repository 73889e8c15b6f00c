import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { callOfItem, mergedInto } from '../../shared/store/call-item.ts';
import { storedDecisionOf } from '../../shared/store/kept-decision.ts';
import { exportOfItem, isExportItem } from '../../shared/store/kept-export.ts';
import { followUpOfItem } from '../../shared/store/kept-follow-up.ts';
import { followUpKeys } from '../../shared/store/keys.ts';
import { callEventOf, dirtiedDays } from './call-events.ts';
import { dirtyCauses } from './dirty-causes.ts';
import { exportEventOf } from './export-events.ts';
import { followUpEventOf } from './follow-up-events.ts';
import { leadEventOf } from './lead-events.ts';
import { unpairedIn } from './pair-calls.ts';
import type { Change } from './publish-changes.ts';

/**
 * Reads one record of the stream of Calls, of Leads or of Exports. Of leads, a decision that was stored is news, and what becomes of a follow-up; of calls,
 * every change may be.
 * @throws ZodError for an image that no version of this code wrote: the stream sets it aside after its tries.
 */
export function changeOf(record: DynamoDBRecord): Change {
  const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
  const recordId = record.eventID ?? sequenceNumber;
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  const key = (after ?? before)?.pk?.S ?? sequenceNumber;
  const isCall = (after ?? before)?.sk === undefined;
  const news = isCall ? newsOfCall(before, after) : newsOfLead(before, after);
  return { sequenceNumber, recordId, key, workspace: key.split('#')[0] ?? '', ...news };
}

type Image = Record<string, AttributeValue>;
type News = Pick<Change, 'event' | 'dirtied' | 'causes' | 'unpaired'>;

// The types of aws-lambda and of the SDK describe the same wire format in two ways.
function imageOf(image: unknown): Image | undefined {
  return image as Image | undefined;
}

function newsOfCall(before: Image | undefined, after: Image | undefined): News {
  const change = { before: callIn(before), after: callIn(after), merged: after !== undefined && mergedInto(after) !== undefined };
  return { event: callEventOf(change), dirtied: dirtiedDays(change), causes: dirtyCauses(change), unpaired: unpairedIn(change) };
}

function newsOfLead(before: Image | undefined, after: Image | undefined): News {
  if (isExportItem(after ?? before)) return newsOfExport(before, after);
  if (after?.sk?.S?.startsWith(followUpKeys.followUps)) return newsOfFollowUp(before, after);
  const stored = before === undefined && after ? storedDecisionOf(unmarshall(after)) : undefined;
  return { event: stored && leadEventOf(stored), dirtied: [], unpaired: undefined };
}

/** A call that was merged into another has no more of its own. */
function callIn(image: Image | undefined): RecordedCall | undefined {
  return image && mergedInto(image) === undefined ? callOfItem(image) : undefined;
}

function newsOfFollowUp(before: Image | undefined, after: Image): News {
  const change = { before: before && followUpOfItem(unmarshall(before)), after: followUpOfItem(unmarshall(after)) };
  return { event: followUpEventOf(change), dirtied: [], unpaired: undefined };
}

function newsOfExport(before: Image | undefined, after: Image | undefined): News {
  const change = { before: before && exportOfItem(unmarshall(before)), after: after && exportOfItem(unmarshall(after)) };
  return { event: exportEventOf(change), dirtied: [], unpaired: undefined };
}
