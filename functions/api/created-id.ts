import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../shared/store/ids.ts';

type Creation = {
  workspace: string;
  /** Operation of the route: one key may be used for things of several kinds. */
  operation: string;
  idempotencyKey: string | undefined;
  /** Whose key it is, where not all who may create see what the others made. */
  owner?: string;
};

/** The id of a thing that is created: random, or made of the Idempotency-Key, so that the same request again is the same thing. */
export function createdId(prefix: string, { workspace, operation, idempotencyKey, owner }: Creation): string {
  if (idempotencyKey === undefined) return newId(prefix, randomBytes);
  const digest = createHash('sha256')
    .update(JSON.stringify([workspace, operation, idempotencyKey, ...(owner === undefined ? [] : [owner])]))
    .digest();
  return newId(prefix, () => digest);
}
