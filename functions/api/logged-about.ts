import { toE164 } from '../../shared/contracts/phone.ts';
import type { logCall as route } from '../../shared/contracts/routes/calls.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Agent, Directory } from '../../shared/domain/workspace.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { sees, seesOwner } from './sees.ts';

type Body = ApiRequest<typeof route>['body'];

const daySeconds = 86_400;

/** What a log is about: whose call with which lead, and when it began. The lead is missing where the number is nobody's yet. */
export type LoggedAbout = { agent: Agent | undefined; leadId: string; phone: string; lead: Lead | undefined; startedAt: string };

type Circumstances = { caller: Caller; directory: Directory };

/** @throws Problem 400 naming the field that names nothing, 403 for an agent who logs for another, 404 for a lead out of sight. */
export async function loggedAbout(body: Body, circumstances: Circumstances, dependencies: ApiDependencies): Promise<LoggedAbout> {
  const { caller, directory } = circumstances;
  const agent = agentOf(body, caller, directory);
  const startedAt = startOf(body, dependencies.now(), directory);
  return { agent, startedAt, ...(await leadOf(body, circumstances, dependencies)) };
}

/** The caller's own agent, unless another is named by one who may. */
function agentOf({ agent: named }: Body, caller: Caller, { agents }: Directory): Agent | undefined {
  const id = named ?? caller.agent ?? undefined;
  if (id === undefined) return undefined;
  if (caller.role === 'agent' && id !== caller.agent) throw new Problem(403, 'An agent may log only calls of their own');
  const agent = agents.find((one) => one.id === id);
  if (!agent || !sees(caller, agent)) throw invalid([{ path: 'agent', message: `there is no "${id}"` }]);
  return agent;
}

/** The lead that a log is about, by its id or its number; a number need not be a lead's, unless something is said of the lead. */
async function leadOf(
  body: Body,
  { caller, directory }: Circumstances,
  { leads }: ApiDependencies,
): Promise<Pick<LoggedAbout, 'leadId' | 'phone' | 'lead'>> {
  const { workspace } = caller;
  if ((body.leadId === undefined) === (body.leadPhone === undefined)) {
    throw invalid([{ path: 'leadId', message: 'either leadId or leadPhone is needed, and not both' }]);
  }
  if (body.leadId !== undefined) {
    const lead = await leads.get(workspace, body.leadId, { consistent: true });
    if (!lead || !seesOwner(caller, lead.owner, directory)) throw notFound('lead', body.leadId);
    return { leadId: lead.id, phone: lead.phone, lead };
  }
  const phone = toE164(body.leadPhone ?? '', directory.settings.region);
  if (phone === undefined) throw invalid([{ path: 'leadPhone', message: `it is not a phone number of ${directory.settings.region}` }]);
  const { id, lead } = await leads.forPhone(workspace, phone);
  if (!lead && (body.followUp || body.leadStatus))
    throw invalid([{ path: 'leadPhone', message: 'no lead has this number yet: add it first' }]);
  return { leadId: id, phone, lead };
}

function startOf({ startedAt, durationSeconds }: Body, now: string, { settings }: Directory): string {
  if (startedAt === undefined) return plusSeconds(now, -durationSeconds);
  const start = new Date(startedAt).toISOString();
  if (start > plusSeconds(now, daySeconds)) throw invalid([{ path: 'startedAt', message: 'it is more than a day ahead' }]);
  if (start < plusSeconds(now, -settings.retentionDays * daySeconds)) {
    throw invalid([{ path: 'startedAt', message: `it is more than ${settings.retentionDays} days ago, and such calls are not kept` }]);
  }
  return start;
}
