import type { logCall as route } from '../../shared/contracts/routes/calls.ts';
import type { Frame, RecordedCall } from '../../shared/domain/call.ts';
import { callFrom } from '../../shared/domain/call-from.ts';
import { endByCall } from '../../shared/domain/end-by-call.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import { asPossibleDuplicate, type Twins, twinsOf } from '../../shared/domain/same-call.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { created } from '../../shared/lambda/http/answers.ts';
import { Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import { flagDuplicates } from '../../shared/store/flag-duplicates.ts';
import { callIdOf } from '../../shared/store/ids.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { callsShown } from './calls-shown.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { leadAfterWord } from './lead-after-word.ts';
import { type LoggedAbout, loggedAbout } from './logged-about.ts';
import { checkSaid, factOf, logOfLead } from './said-of-call.ts';

type Request = ApiRequest<typeof route>;

const mostTries = 5;

/**
 * Takes an agent's log of a call. Where a dialler told of exactly one call that it can be, the log goes to that one: the disposition is
 * the agent's, the time the dialler's. Where it can be several, it stays a call of its own, and all are flagged.
 */
export async function logCall({ caller, body, idempotencyKey }: Request, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  checkSaid(body, directory);
  const about = await loggedAbout(body, { caller, directory }, dependencies);
  const externalId = createdId('log', { workspace, operation: 'logCall', idempotencyKey });
  const log = { body, about, directory, token: caller.tokenId, externalId };

  for (let tries = 0; tries < mostTries; tries++) {
    const call = await logOnce(log, dependencies);
    const [shown] = call ? await callsShown([call], directory, dependencies) : [];
    if (shown) return created(shown);
  }
  throw new Problem(409, 'The call cannot be logged: others write the same call or lead at this moment. Try again');
}

type Log = { body: Request['body']; about: LoggedAbout; directory: Directory; token: string; externalId: string };

/** The call that was logged, now or by the same request before; undefined where somebody else wrote call or lead first. */
async function logOnce(
  { body, about, directory, token, externalId }: Log,
  dependencies: ApiDependencies,
): Promise<RecordedCall | undefined> {
  const { workspace, settings } = directory;
  const at = dependencies.now();
  const near = await callsNear(about, directory, dependencies);
  const own = await dependencies.calls.get(workspace, callIdOf(workspace, null, externalId), { consistent: true });
  const logged = own ?? near.find(({ facts }) => facts.some(({ eventId }) => eventId === externalId));
  if (logged) return logged;

  const fact = logFact({ body, about, externalId }, at);
  const alone = newCall(externalId, fact, { about, directory });
  const twins = twinsOf(alone, near);
  const call = whereTo(alone, fact, twins);
  const lead = about.lead && (await dependencies.leads.get(workspace, about.leadId, { consistent: true }));
  const was = twins.kind === 'one' ? twins.twin.call.status : undefined;
  const said = lead && { ...logOfLead(body, { callId: call.id, leadId: lead.id, at }), was };
  const after = lead && said && (await leadAfterWord(lead, { call, log: said }, dependencies));
  const by = { kind: 'call', call: call.id, token } as const;
  const change = lead && after && { before: lead, after, at, followUpEnd: endByCall(lead.followUp, call), by };
  const ownId = call.id === alone.id ? undefined : alone.id;
  const saved = await dependencies.callLog.save({ call, retentionDays: settings.retentionDays, ownId, lead: change });
  if (saved !== 'saved') return undefined;
  if (twins.kind === 'several') await flagDuplicates(twins.calls, dependencies.calls, settings);
  return call;
}

/** The log goes to the one call that it can be of; where there are several, it stays alone and says so. */
function whereTo(alone: RecordedCall, fact: Fact, twins: Twins): RecordedCall {
  if (twins.kind === 'one') return withFact(twins.twin, fact);
  return twins.kind === 'several' ? asPossibleDuplicate(alone) : alone;
}

function logFact({ body, about, externalId }: Pick<Log, 'body' | 'about' | 'externalId'>, at: string): Fact {
  const { agent, startedAt, phone } = about;
  const more = {
    source: 'agent',
    eventId: externalId,
    occurredAt: at,
    startedAt,
    leadPhone: phone,
    ...(body.status !== 'In-progress' && { endedAt: plusSeconds(startedAt, body.durationSeconds) }),
    ...(body.direction && { direction: body.direction }),
    ...(agent && {
      agent: { id: agent.id, ...(agent.branch && { branch: agent.branch }), ...(agent.department && { department: agent.department }) },
    }),
  } as const;
  return factOf(body, more, at);
}

/** Calls of the same lead and agent, live ones among them. */
async function callsNear({ agent, leadId }: LoggedAbout, { workspace }: Directory, { calls }: ApiDependencies): Promise<RecordedCall[]> {
  if (!agent) return [];
  const [ended, live] = await Promise.all([calls.ofLead(workspace, leadId), calls.live(workspace)]);
  const near = ended.filter((call) => call.agent === agent.id).map(({ id }) => id);
  return [...(await calls.getMany(workspace, near)), ...live.filter(({ call }) => call.leadId === leadId)];
}

function withFact(call: RecordedCall, fact: Fact): RecordedCall {
  const facts = [...call.facts, fact];
  return { ...call, facts, version: call.version + 1, call: callFrom(facts, call.frame) };
}

type Surroundings = { about: LoggedAbout; directory: Directory };

function newCall(externalId: string, fact: Fact, { about: { leadId, lead }, directory }: Surroundings): RecordedCall {
  const { workspace, settings } = directory;
  const frame: Frame = {
    timezone: settings.timezone,
    machineIsConversation: settings.machineIsConversation,
    leadId,
    tags: lead?.tags ?? [],
    ...(lead?.campaign && { leadCampaign: lead.campaign }),
  };
  const id = callIdOf(workspace, null, externalId);
  return { id, workspace, connection: null, externalId, version: 1, frame, facts: [fact], call: callFrom([fact], frame) };
}
