import { describe, expect, it } from 'vitest';
import { givenUrls } from '../../../functions/ingest/given-urls.ts';

const arrived = 'http://10.0.0.1:3000/webhooks/n_1?a=1&b=x%20y';

describe('givenUrls', () => {
  it.each<[string, string, string | null, string[]]>([
    ['the one it arrived at, where no other is known', arrived, null, [arrived]],
    ['a domain of yours', arrived, 'https://calls.example/', ['https://calls.example/webhooks/n_1?a=1&b=x%20y']],
    [
      'a domain of yours, given already',
      'https://calls.example/webhooks/n_1',
      'https://calls.example',
      ['https://calls.example/webhooks/n_1'],
    ],
    [
      'a path of yours, as what stands before the webhook or as the webhook itself',
      arrived,
      'https://calls.example/in/',
      ['https://calls.example/in/webhooks/n_1?a=1&b=x%20y', 'https://calls.example/in/?a=1&b=x%20y'],
    ],
    [
      'a path of yours, given already',
      'https://calls.example/in/webhooks/n_1',
      'https://calls.example/in',
      ['https://calls.example/in/webhooks/n_1', 'https://calls.example/in'],
    ],
    [
      'an address of yours with its query',
      'http://10.0.0.1/webhooks/n_1',
      'https://calls.example/in.php?foo=1#rc=5',
      ['https://calls.example/in.php/webhooks/n_1', 'https://calls.example/in.php?foo=1'],
    ],
    ['no path at all', 'https://answer.url', 'https://answer.url', ['https://answer.url']],
    ['no path at all, elsewhere', 'https://answer.url', 'https://calls.example', ['https://calls.example']],
  ])('tells %s', (_, url, publicUrl, given) => {
    expect(givenUrls(url, publicUrl)).toEqual(given);
  });
});
