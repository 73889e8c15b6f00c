import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { handler } from '../../../functions/console/handler.ts';

const inside = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => text ?? '');

describe('the console', () => {
  it('is one page that runs its own script and style, by their hashes, and nothing else', async () => {
    const { statusCode, headers, body = '' } = await handler({ rawPath: '/' });
    expect([statusCode, headers?.['content-type'], headers?.['x-content-type-options']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'nosniff',
    ]);
    const policy = String(headers?.['content-security-policy']);
    for (const text of [...inside(body, 'script'), ...inside(body, 'style')]) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(body).not.toMatch(/https?:\/\//);
    expect(inside(body, 'script')).toHaveLength(1);
  });

  it('names every element that its script looks for', async () => {
    const { body = '' } = await handler({ rawPath: '/' });
    const wanted = [...body.matchAll(/(?:byId|fillTable)\('([\w-]+)'/g)].map(([, id]) => id);
    expect(wanted.length).toBeGreaterThan(15);
    for (const id of wanted) expect(body).toContain(`id="${id}"`);
  });

  it('asks for nothing that the API does not have', async () => {
    const { routes } = await import('../../../shared/contracts/routes.ts');
    const { body = '' } = await handler({ rawPath: '/' });
    const asked = [...body.matchAll(/'(\/api\/[a-z.-]+)/g)].map(([, path]) => path);
    for (const path of asked) expect(routes.map((route) => route.path)).toContain(path);
    expect(asked).toContain('/api/live');
  });

  it.each(['/nothing', '/favicon.ico', '/index.html', '/%00'])('has no page at %s', async (rawPath) => {
    const { statusCode, headers, body } = await handler({ rawPath });
    expect([statusCode, headers?.['content-type']]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(body ?? '')).toMatchObject({ status: 404, title: 'Not Found' });
  });
});
