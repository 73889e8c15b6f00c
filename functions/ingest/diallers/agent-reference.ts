import { toE164 } from '../../../shared/contracts/phone.ts';
import type { AgentReference } from '../../../shared/domain/fact.ts';
import { onlySaid } from './only-said.ts';

type Named = { [Name in keyof AgentReference]-?: string | undefined };

/** How a message names its agent, the number in E.164 where it can be; undefined where it names none. */
export function agentReference({ id, email, phone }: Partial<Named>, region: string): AgentReference | undefined {
  const said = onlySaid({ id, email, phone: phone && (toE164(phone, region) ?? phone) });
  return Object.keys(said).length > 0 ? said : undefined;
}
