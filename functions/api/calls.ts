import {
  correctCall as correctRoute,
  getCall,
  listCalls as listCallsRoute,
  listLive,
  logCall as logRoute,
} from '../../shared/contracts/routes/calls.ts';
import type { Call, RecordedCall } from '../../shared/domain/call.ts';
import { secondsBetween } from '../../shared/domain/instant.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { notFound } from '../../shared/lambda/http/problem.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { callsShown } from './calls-shown.ts';
import { correctCall } from './correct-call.ts';
import { directoryOf } from './directory-of.ts';
import { listCalls } from './list-calls.ts';
import { logCall } from './log-call.ts';
import { pageOfAll } from './page-of-all.ts';
import { sees } from './sees.ts';
import { serveCreation } from './serve-creation.ts';

// Diallers tell of a call at least when it is answered and when it ends; longer than this few conversations last.
const staleAfterSeconds = 60 * 60;

export const calls = [
  serve(listCallsRoute, listCalls),
  serveCreation(logRoute, logCall),
  serve(correctRoute, correctCall),
  serve(getCall, async ({ caller, params }, dependencies: ApiDependencies) => {
    const [call, directory] = await Promise.all([
      dependencies.calls.get(caller.workspace, params.id, { consistent: true }),
      directoryOf(caller.workspace, dependencies),
    ]);
    const [shown] = call && seesCall(caller, call.call) ? await callsShown([call], directory, dependencies) : [];
    if (!call || !shown) throw notFound('call', params.id);
    return ok({ ...shown, facts: call.facts.map((fact) => ({ ...fact })) });
  }),
  serve(listLive, async ({ caller, query }, dependencies: ApiDependencies) => {
    const [live, directory] = await Promise.all([dependencies.calls.live(caller.workspace), directoryOf(caller.workspace, dependencies)]);
    const { items, next } = pageOfAll(
      live.filter(({ call }) => seesCall(caller, call)),
      query,
    );
    const shown = await callsShown(items, directory, dependencies);
    const at = dependencies.now();
    return ok({ items: shown.map((call, index) => ({ ...call, ...ageOf(items[index], at) })), next });
  }),
];

function seesCall(caller: Caller, { agent }: Call): boolean {
  return sees(caller, agent);
}

function ageOf(recorded: RecordedCall | undefined, at: string) {
  const { startedAt, heardAt } = recorded?.call ?? { startedAt: at, heardAt: at };
  return { ageSeconds: Math.max(0, secondsBetween(startedAt, at)), stale: secondsBetween(heardAt, at) > staleAfterSeconds };
}
