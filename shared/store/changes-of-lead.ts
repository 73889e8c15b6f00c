import type { RecordedChange } from '../domain/lead-change.ts';
import type { Documents } from './client.ts';
import { changeOfItem } from './kept-change.ts';
import { leadKeys } from './keys.ts';
import { queryAll } from './query-all.ts';

/** Every change of a lead's status, and every change of its owner by hand, newest first. */
export async function changesOfLead(from: Documents, workspace: string, leadId: string): Promise<RecordedChange[]> {
  const items = await queryAll(from, {
    // Changes and decisions are neighbours.
    KeyConditionExpression: 'pk = :lead AND sk BETWEEN :changes AND :decisions',
    ExpressionAttributeValues: {
      ':lead': leadKeys.lead(workspace, leadId).pk,
      ':changes': leadKeys.changes,
      ':decisions': `${leadKeys.decisions}~`,
    },
  });
  const changes = items.map(changeOfItem).filter((change) => change !== undefined);
  return changes.sort((a, b) => b.version - a.version);
}
