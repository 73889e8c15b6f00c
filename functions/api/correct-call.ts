import type { correctCall as route } from '../../shared/contracts/routes/calls.ts';
import { callFrom } from '../../shared/domain/call-from.ts';
import { endByCall } from '../../shared/domain/end-by-call.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { callsShown } from './calls-shown.ts';
import { directoryOf } from './directory-of.ts';
import { leadAfterWord } from './lead-after-word.ts';
import { checkSaid, factOf, logOfLead } from './said-of-call.ts';
import { sees } from './sees.ts';

const mostTries = 5;

/**
 * Takes a person's word on a call that is there: a disposition of a live one, or a correction. It is one more fact, and the newest by its own
 * time; the report is restated by the event that it is, and a follow-up that the call made is withdrawn where it no longer says so.
 */
export async function correctCall({ caller, params, body }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  checkSaid(body, directory);

  const by = { kind: 'call', call: params.id, token: caller.tokenId } as const;
  for (let tries = 0; tries < mostTries; tries++) {
    const at = dependencies.now();
    const known = await dependencies.calls.get(workspace, params.id, { consistent: true });
    if (!known || !sees(caller, known.call.agent)) throw notFound('call', params.id);
    const fact = factOf(body, { source: 'correction', occurredAt: at }, at);
    const facts = [...known.facts, fact];
    const call = { ...known, facts, version: known.version + 1, call: callFrom(facts, known.frame) };
    const lead = known.call.leadId === null ? undefined : await dependencies.leads.get(workspace, known.call.leadId, { consistent: true });
    if (!lead && (body.followUp || body.leadStatus)) throw invalid([{ path: 'leadStatus', message: 'the call is with no lead' }]);
    const log = lead && { ...logOfLead(body, { callId: known.id, leadId: lead.id, at }), was: known.call.status };
    const after = lead && log && (await leadAfterWord(lead, { call, log }, dependencies));
    const change = lead && after && { before: lead, after, at, followUpEnd: endByCall(lead.followUp, call), by };
    if ((await dependencies.callLog.save({ call, retentionDays: directory.settings.retentionDays, lead: change })) === 'saved') {
      const [shown] = await callsShown([call], directory, dependencies);
      return ok(shown as NonNullable<typeof shown>); // one call, one shown
    }
  }
  throw new Problem(409, `The call "${params.id}" cannot be corrected: others write it or its lead at this moment. Read it and try again`);
}
