import type { changeFollowUp as route } from '../../shared/contracts/routes/follow-ups.ts';
import type { FollowUpChange, FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { ended, moved } from '../../shared/domain/follow-up-changes.ts';
import { followUpRecords } from '../../shared/domain/follow-up-records.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { FollowUp, Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { causeOf } from './cause-of.ts';
import { directoryOf } from './directory-of.ts';
import { followUpShown } from './follow-up-shown.ts';
import { notPast } from './schedule-follow-up.ts';
import { seesOwner } from './sees.ts';

type Body = ApiRequest<typeof route>['body'];

const mostTries = 5;

/** Moves an open follow-up, changes its note, or ends it; the lead is written in the same transaction. */
export async function changeFollowUp({ caller, params, body }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { leads, now } = dependencies;
  if (body.state !== undefined && (body.at !== undefined || body.note !== undefined)) {
    throw invalid([{ path: 'state', message: 'a follow-up is either ended or changed, not both at once' }]);
  }
  for (let tries = 0; tries < mostTries; tries++) {
    const { record, lead: before, directory } = await seenFollowUp(caller, params.id, dependencies);
    const at = now();
    const shown = (one: FollowUpRecord, lead: Lead | undefined) => ok(followUpShown(one, { lead, directory, now: at }));
    if (record.end) {
      if (isSaidAlready(body, record.end.resolution)) return shown(record, before);
      throw new Problem(409, `The follow-up "${record.id}" has ended (${record.end.resolution}): schedule another one`);
    }
    if (!before || before.followUp?.id !== record.id) continue; // it ends at this moment
    const change = changeOf(before, before.followUp, { body, at });
    const [after] = followUpRecords({ before, ...change, at });
    if (!after) return shown(record, before);
    if ((await leads.save({ before, ...change, at, by: causeOf(caller) })) === 'saved') return shown(after, change.after);
  }
  throw new Problem(409, `The follow-up "${params.id}" cannot be changed: others change its lead at this moment. Read it and try again`);
}

type Seen = { record: FollowUpRecord; lead: Lead | undefined; directory: Directory };

/** @throws Problem 404 where it is not there, or out of the caller's sight. */
export async function seenFollowUp(caller: Caller, id: string, dependencies: ApiDependencies): Promise<Seen> {
  const { workspace } = caller;
  const [record, directory] = await Promise.all([dependencies.followUps.get(workspace, id), directoryOf(workspace, dependencies)]);
  if (!record || !seesOwner(caller, record.owner, directory)) throw notFound('follow-up', id);
  return { record, lead: await dependencies.leads.get(workspace, record.leadId, { consistent: true }), directory };
}

function changeOf(lead: Lead, followUp: FollowUp, { body, at: now }: { body: Body; at: Instant }): FollowUpChange {
  if (body.state !== undefined) return ended(lead, { resolution: body.state === 'done' ? 'by-hand' : 'withdrawn', callId: null });
  const { note = followUp.note } = body;
  const at = body.at === undefined ? followUp.at : notPast(body.at, now);
  const isChange = at !== followUp.at || note !== followUp.note;
  return { after: isChange ? moved(lead, followUp, { at, note }) : lead };
}

/** The same request may come again. */
function isSaidAlready({ at, note, state }: Body, resolution: NonNullable<FollowUpRecord['end']>['resolution']): boolean {
  if (state !== undefined) return (state === 'withdrawn') === (resolution === 'withdrawn');
  return at === undefined && note === undefined;
}
