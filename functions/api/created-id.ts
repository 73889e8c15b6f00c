import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../shared/store/ids.ts';

type Creation = {
  workspace: string;
  /** Operation of the route: one key may be used for things of several kinds. */
  operation: string;
  idempotencyKey: string | undefined;
};

/** The id of a thing that is created: random, or made of the Idempotency-Key, so that the same request again is the same thing. */
export function createdId(prefix: string, { workspace, operation, idempotencyKey }: Creation): string {
  if (idempotencyKey === undefined) return newId(prefix, randomBytes);
  const digest = createHash('sha256')
    .update(JSON.stringify([workspace, operation, idempotencyKey]))
    .digest();
  return newId(prefix, () => digest);
}
