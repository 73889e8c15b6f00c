import type { scheduleFollowUp as route } from '../../shared/contracts/routes/follow-ups.ts';
import { scheduled } from '../../shared/domain/follow-up-changes.ts';
import { followUpRecords } from '../../shared/domain/follow-up-records.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { nextWorkingMorning } from '../../shared/domain/next-working-morning.ts';
import { created } from '../../shared/lambda/http/answers.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import { followUpIdOf } from '../../shared/store/ids.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { causeOf } from './cause-of.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { followUpShown } from './follow-up-shown.ts';
import { seesOwner } from './sees.ts';

const mostTries = 5;

/** Schedules the next contact with a lead. One that is open already is replaced, in the same transaction. */
export async function scheduleFollowUp(
  { caller, params, body, idempotencyKey }: ApiRequest<typeof route>,
  { leads, followUps, now, ...dependencies }: ApiDependencies,
) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  const { settings, policy } = directory;
  const id = followUpIdOf(params.id, ['request', createdId('fu', { workspace, operation: 'scheduleFollowUp', idempotencyKey })]);

  for (let tries = 0; tries < mostTries; tries++) {
    const [before, known] = await Promise.all([leads.get(workspace, params.id, { consistent: true }), followUps.get(workspace, id)]);
    if (!before || !seesOwner(caller, before.owner, directory)) throw notFound('lead', params.id);
    const createdAt = now();
    // The same request came before, or a save whose answer was lost went through.
    if (known) return created(followUpShown(known, { lead: before, directory, now: createdAt }));

    const days = policy.callingHours?.days;
    const at = body.at === undefined ? nextWorkingMorning(createdAt, { timezone: settings.timezone, days }) : notPast(body.at, createdAt);
    const after = scheduled(before, { id, at, note: body.note ?? null, callId: null, createdAt, edited: false, toldAt: null });
    if ((await leads.save({ before, after, at: createdAt, by: causeOf(caller) })) !== 'saved') continue;
    const [record] = followUpRecords({ before, after, at: createdAt }).filter(({ end }) => !end);
    if (record) return created(followUpShown(record, { lead: after, directory, now: createdAt }));
  }
  throw new Problem(409, `No follow-up can be scheduled for lead "${params.id}": others change the lead at this moment. Try again`);
}

/** @throws Problem 400 for a time that is over. */
export function notPast(given: string, now: Instant): Instant {
  const at = new Date(given).toISOString();
  if (at < now) throw invalid([{ path: 'at', message: `${at} is in the past` }]);
  return at;
}
