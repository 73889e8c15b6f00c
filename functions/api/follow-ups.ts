import * as routes from '../../shared/contracts/routes/follow-ups.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { changeFollowUp, seenFollowUp } from './change-follow-up.ts';
import { followUpShown } from './follow-up-shown.ts';
import { listFollowUps } from './list-follow-ups.ts';
import { scheduleFollowUp } from './schedule-follow-up.ts';
import { serveCreation } from './serve-creation.ts';

export const followUps = [
  serve(routes.listFollowUps, listFollowUps),
  serve(routes.getFollowUp, async ({ caller, params }, dependencies: ApiDependencies) => {
    const { record, lead, directory } = await seenFollowUp(caller, params.id, dependencies);
    return ok(followUpShown(record, { lead, directory, now: dependencies.now() }));
  }),
  serveCreation(routes.scheduleFollowUp, scheduleFollowUp),
  serve(routes.changeFollowUp, changeFollowUp),
];
