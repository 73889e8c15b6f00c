import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickDigests } from './quick-digests.ts';

const algorithms = ['sha1', 'sha256', 'sha512'] as const;
const data = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 200 }));
const encoding = fc.constantFrom('hex' as const, 'base64' as const, 'base64url' as const);

describe('quick digests', () => {
  it.each(algorithms)('are those of Node, by %s', (algorithm) => {
    const told = fc.array(data, { maxLength: 3 });
    fc.assert(
      fc.property(told, data, encoding, (parts, key, as) => {
        const [ours, theirs] = [quickDigests.createHash(algorithm), createHash(algorithm)];
        const [oursKeyed, theirsKeyed] = [quickDigests.createHmac(algorithm, key), createHmac(algorithm, key)];
        for (const part of parts) {
          ours.update(part);
          theirs.update(part);
          oursKeyed.update(part);
          theirsKeyed.update(part);
        }
        expect(ours.copy().digest()).toEqual(theirs.copy().digest());
        expect(ours.digest(as)).toBe(theirs.digest(as));
        expect(oursKeyed.digest(as)).toBe(theirsKeyed.digest(as));
      }),
    );
  });
});
