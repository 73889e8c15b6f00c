import * as routes from '../../shared/contracts/routes/leads.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { causeOf } from './cause-of.ts';
import { createLead, phoneTaken } from './create-lead.ts';
import { directoryOf } from './directory-of.ts';
import { importLeads } from './import-leads.ts';
import { leadFrom } from './lead-from.ts';
import { leadHistory } from './lead-history.ts';
import { decisionShown, leadShown } from './lead-shown.ts';
import { listLeads } from './list-leads.ts';
import { pageOfAll } from './page-of-all.ts';
import { seesOwner } from './sees.ts';
import { serveCreation } from './serve-creation.ts';

export const leads = [
  serve(routes.createLead, createLead),
  serveCreation(routes.importLeads, importLeads),
  serve(routes.listLeads, listLeads),
  serve(routes.getLead, async ({ caller, params }, dependencies: ApiDependencies) => {
    const { lead, directory } = await found(caller, params.id, dependencies);
    return ok(leadShown(lead, directory));
  }),
  serve(routes.changeLead, changeLead),
  serve(routes.listDecisions, async ({ caller, params, query }, dependencies: ApiDependencies) => {
    const { lead, directory } = await found(caller, params.id, dependencies);
    const { items, next } = pageOfAll(await dependencies.leads.decisions(lead.workspace, lead.id), query);
    return ok({ items: items.map((decision) => decisionShown(decision, directory)), next });
  }),
  serve(routes.getHistory, async ({ caller, params, query }, dependencies: ApiDependencies) => {
    const { lead, directory } = await found(caller, params.id, dependencies);
    const { items, next } = pageOfAll(await leadHistory(lead, directory, dependencies), query);
    return ok({ items: items.map(({ entry }) => entry), next });
  }),
];

async function changeLead({ caller, params, body }: ApiRequest<typeof routes.changeLead>, dependencies: ApiDependencies) {
  for (let tries = 0; tries < 5; tries++) {
    const { lead: before, directory } = await found(caller, params.id, dependencies);
    const at = dependencies.now();
    const after = leadFrom(before, { fields: body, caller, directory, now: at });
    if ((await dependencies.leads.save({ before, after, at, by: causeOf(caller) })) === 'saved') return ok(leadShown(after, directory));
    const other = await dependencies.leads.byPhone(after.workspace, after.phone);
    if (other && other.id !== after.id) throw phoneTaken(other);
  }
  throw new Problem(409, `The lead "${params.id}" cannot be changed: others change it at this moment. Read it and try again`);
}

async function found(caller: Caller, id: string, dependencies: ApiDependencies): Promise<{ lead: Lead; directory: Directory }> {
  const [lead, directory] = await Promise.all([
    dependencies.leads.get(caller.workspace, id, { consistent: true }),
    directoryOf(caller.workspace, dependencies),
  ]);
  if (!lead || !seesOwner(caller, lead.owner, directory)) throw notFound('lead', id);
  return { lead, directory };
}
