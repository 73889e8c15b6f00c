import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { followUpState } from '../../shared/domain/follow-up-state.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { namedIn } from './named-in.ts';

type Surroundings = { lead: Lead | undefined; directory: Directory; now: Instant };

export function followUpShown(record: FollowUpRecord, { lead, directory, now }: Surroundings) {
  const { id, owner, at, note, createdAt, callId, end } = record;
  return {
    ...{ id, at, note, createdAt, callId },
    lead: lead ? { id: lead.id, name: lead.name, phone: lead.phone } : null,
    owner: namedIn(directory.agents, owner),
    state: followUpState(record, now, directory.settings.timezone),
    doneAt: end?.at ?? null,
    resolution: end?.resolution ?? null,
    doneByCallId: end?.callId ?? null,
  };
}
