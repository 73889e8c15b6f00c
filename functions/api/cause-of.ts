import type { Cause } from '../../shared/domain/lead.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';

/** What a request that changes a lead leaves in its history. */
export function causeOf({ tokenId: token }: Caller): Cause {
  return { kind: 'person', token };
}
