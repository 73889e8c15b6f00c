import { describe, expect, it } from 'vitest';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import vectors from './fixtures/vectors.json' with { type: 'json' };
import { aConnection, aRequest, lowerCased } from './webhooks.ts';

const kinds: Record<string, string> = { twilio: 'twilio', 'standard-webhooks': 'standard' };

describe('the published test vectors', () => {
  it('are all here', () => {
    expect(vectors).toHaveLength(17);
  });

  it.each(vectors)('$provider: $name', ({ provider, secret, method, url, headers, body, now = 0, expect_valid }) => {
    const request = aRequest({ method, url, headers: lowerCased(headers), body });
    const verification = diallers[kinds[provider] ?? '']?.verify(
      request,
      aConnection({ secrets: [secret] }),
      new Date(now * 1000).toISOString(),
    );
    expect(verification?.verified).toBe(expect_valid);
  });
});
