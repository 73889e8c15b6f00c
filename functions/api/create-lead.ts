import { toE164 } from '../../shared/contracts/phone.ts';
import type { createLead as route } from '../../shared/contracts/routes/leads.ts';
import { blankLead } from '../../shared/domain/blank-lead.ts';
import { secondsBetween } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { created } from '../../shared/lambda/http/answers.ts';
import { invalid, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import { leadIdOf } from '../../shared/store/ids.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { directoryOf } from './directory-of.ts';
import { leadFrom } from './lead-from.ts';
import { leadShown } from './lead-shown.ts';

const repeatWindowSeconds = 24 * 60 * 60;

/** Adds a lead. Its number is unique, so a second one with it is a 409 that names the first. */
export async function createLead({ caller, body, idempotencyKey }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { leads, now } = dependencies;
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  const phone = toE164(body.phone, directory.settings.region);
  if (phone === undefined) throw invalid([{ path: 'phone', message: `it is not a phone number of ${directory.settings.region}` }]);

  const at = now();
  const blank = blankLead({ id: leadIdOf(workspace, phone), workspace, phone, createdAt: at });
  const lead = leadFrom(blank, { fields: body, caller, directory, now: at });
  for (let tries = 0; tries < 3; tries++) {
    const existing = await leads.byPhone(workspace, phone);
    // A save whose answer was lost may have gone through.
    const isOurs = (tries > 0 && existing?.createdAt === at) || (idempotencyKey !== undefined && isRepeat(lead, existing));
    if (existing && isOurs) return created(leadShown(existing, directory));
    if (existing) throw phoneTaken(existing);
    if ((await leads.save({ before: undefined, after: lead, at })) === 'saved') return created(leadShown(lead, directory));
    const other = await leads.get(workspace, lead.id, { consistent: true });
    if (other && other.phone !== phone) throw phoneTaken(other);
  }
  throw new Problem(409, 'The lead cannot be added: another request with its number came first. Read it by its phone');
}

export function phoneTaken({ id }: Lead): Problem {
  return new Problem(409, `The lead "${id}" has this phone already: change that one instead`, { existing: id });
}

/** A lead keeps no trace of the key that made it: the same words about the same number within a day are the same request. */
function isRepeat(asked: Lead, existing: Lead | undefined): boolean {
  if (!existing) return false;
  const said = ({ name, source, campaign, tags }: Lead) => JSON.stringify([name, source, campaign, tags]);
  return said(asked) === said(existing) && secondsBetween(existing.createdAt, asked.createdAt) < repeatWindowSeconds;
}
