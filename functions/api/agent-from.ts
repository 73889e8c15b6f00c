import { toE164 } from '../../shared/contracts/phone.ts';
import type { Agent, Directory } from '../../shared/domain/workspace.ts';
import { type FieldError, invalid, Problem } from '../../shared/lambda/http/problem.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';

/** The fields of an agent that a request may give; what is undefined stays as it is. */
type AgentFields = { [Name in keyof Omit<Agent, 'id'>]?: Agent[Name] | undefined };

/**
 * The agent with these fields laid over.
 * @throws Problem 400 for a branch, department or phone that is none; 409 where diallers could not tell them from another agent.
 */
export function agentFrom(agent: Agent, fields: AgentFields, directory: Directory): Agent {
  const phone = fields.phone && toE164(fields.phone, directory.settings.region);
  const wrong: FieldError[] = [
    ...known('branch', fields.branch, directory.branches),
    ...known('department', fields.department, directory.departments),
    ...(fields.phone && !phone ? [{ path: 'phone', message: `it is not a phone number of ${directory.settings.region}` }] : []),
  ];
  if (wrong.length > 0) throw invalid(wrong);

  const changed: Agent = { ...agent, ...givenIn(fields), ...(phone && { phone }) };
  const twin = directory.agents.find((other) => other.id !== agent.id && sharedName(changed, other) !== undefined);
  if (!twin) return changed;
  throw new Problem(409, `The agent "${twin.id}" has the same ${sharedName(changed, twin)}: diallers could not tell the two apart`, {
    existing: twin.id,
  });
}

/** Diallers name an agent by any of these. */
function sharedName(one: Agent, other: Agent): string | undefined {
  if (one.email === other.email) return 'email';
  if (one.phone !== null && one.phone === other.phone) return 'phone';
  const externalId = one.externalIds.find((id) => other.externalIds.includes(id));
  return externalId === undefined ? undefined : `external id "${externalId}"`;
}
