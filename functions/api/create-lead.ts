import { createHash } from 'node:crypto';
import { toE164 } from '../../shared/contracts/phone.ts';
import { createLead as route } from '../../shared/contracts/routes/leads.ts';
import { blankLead } from '../../shared/domain/blank-lead.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { created } from '../../shared/lambda/http/answers.ts';
import { invalid, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { KeyedRequest } from '../../shared/store/workspace-store.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { causeOf } from './cause-of.ts';
import { directoryOf } from './directory-of.ts';
import { leadFrom } from './lead-from.ts';
import { leadShown } from './lead-shown.ts';

const mostTries = 5;

/**
 * Adds a lead. Its number is unique, so a second one with it is a 409 that names the first. The same Idempotency-Key with the same body
 * answers the lead that it made, as it is now; with another body it is a 409.
 */
export async function createLead({ caller, body, idempotencyKey }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { leads, now } = dependencies;
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  const phone = toE164(body.phone, directory.settings.region);
  if (phone === undefined) throw invalid([{ path: 'phone', message: `it is not a phone number of ${directory.settings.region}` }]);

  const at = now();
  const request = idempotencyKey === undefined ? undefined : requestOf(idempotencyKey, body);
  const createdBy = causeOf(caller);
  for (let tries = 0; tries < mostTries; tries++) {
    const made = request && (await madeBefore(request, workspace, dependencies));
    if (made) return created(leadShown(made, directory));
    const { id, lead: holder } = await leads.forPhone(workspace, phone);
    // A save whose answer was lost may have gone through.
    if (holder && tries > 0 && isOurs(holder, at, caller.tokenId)) return created(leadShown(holder, directory));
    if (holder) throw phoneTaken(holder);
    const blank = blankLead({ id, workspace, phone, createdAt: at, createdBy });
    const lead = leadFrom(blank, { fields: body, caller, directory, now: at });
    if ((await leads.save({ before: undefined, after: lead, at, request })) === 'saved') return created(leadShown(lead, directory));
  }
  throw new Problem(409, 'The lead cannot be added: another request with its number came first. Read it by its phone');
}

export function phoneTaken({ id }: Lead): Problem {
  return new Problem(409, `The lead "${id}" has this phone already: change that one instead`, { existing: id });
}

function requestOf(key: string, body: ApiRequest<typeof route>['body']): KeyedRequest {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 40);
  return { key: hash(`${route.operation} ${key}`), body: hash(JSON.stringify(body)) };
}

async function madeBefore(
  { key, body }: KeyedRequest,
  workspace: string,
  { leads }: Pick<ApiDependencies, 'leads'>,
): Promise<Lead | undefined> {
  const before = await leads.request(workspace, key);
  if (!before) return undefined;
  if (before.body === body) return leads.get(workspace, before.leadId, { consistent: true });
  throw new Problem(409, 'This Idempotency-Key has made a lead from another body already: send that body again, or take a new key', {
    existing: before.leadId,
  });
}

function isOurs({ createdAt, createdBy }: Lead, at: string, token: string): boolean {
  return createdAt === at && createdBy?.kind === 'person' && createdBy.token === token;
}
