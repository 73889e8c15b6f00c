export type DemoClient = {
  /** POST with a key that makes a repetition harmless. */
  post: <Answer>(path: string, body?: unknown, idempotencyKey?: string) => Promise<Answer>;
  put: (path: string, body: unknown) => Promise<void>;
};

/** The API as the demo uses it: like any other client, with a token over HTTP. */
export function demoClient(url: string, token: string, signal: AbortSignal): DemoClient {
  async function call(method: string, path: string, { body, key }: { body?: unknown; key?: string | undefined }): Promise<string> {
    const response = await fetch(`${url}${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(`Cannot prepare the demo: ${method} ${path} was answered with ${response.status}: ${text.slice(0, 300)}`);
  }
  return {
    post: async <Answer>(path: string, body?: unknown, key?: string) => JSON.parse(await call('POST', path, { body, key })) as Answer,
    put: async (path, body) => void (await call('PUT', path, { body })),
  };
}
