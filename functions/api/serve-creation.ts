import { createHash } from 'node:crypto';
import type { Route } from '../../shared/contracts/route.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, type Handle, type Served, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';

/**
 * A route that creates, behind its row of the table: one Idempotency-Key is one request of that route, for as long as it is remembered.
 * The same body again is handled again, and finds what it made; another body is a 409 before anything is done.
 */
export function serveCreation<R extends Route & { creates: true }>(route: R, handle: Handle<R, ApiDependencies>): Served<ApiDependencies> {
  return serve(route, async (request: ApiRequest<R>, dependencies: ApiDependencies) => {
    if (request.idempotencyKey === undefined) return handle(request, dependencies);

    const { workspaces, now } = dependencies;
    const caller = request.caller as Caller; // nothing is created without a token
    const { workspace } = caller;
    const idempotencyKey = ownKey(caller, request.idempotencyKey);
    const kept = { key: hashOf(route.operation, idempotencyKey), body: hashOf(JSON.stringify(request.params), plain(request.body)) };
    if (!(await workspaces.keepRequest(workspace, { ...kept, at: now() }))) throw otherBody;
    try {
      return await handle({ ...request, idempotencyKey }, dependencies);
    } catch (error) {
      // What was refused has made nothing: put right, it may be sent with the same key.
      if (error instanceof Problem && error.status < 500) await workspaces.forgetRequest(workspace, kept.key);
      throw error;
    }
  });
}

const otherBody = new Problem(409, 'This Idempotency-Key came with another body before: send that body again, or take a new key');

/** Who does not see what all others make has keys of their own, so that nobody is answered with a thing that is out of their sight. */
function ownKey({ role, agent, tokenId }: Caller, key: string): string {
  if (role === 'agent') return `${agent} ${key}`;
  return role === 'supervisor' ? `${tokenId} ${key}` : key;
}

const plain = (body: unknown) => (body instanceof Buffer ? body : JSON.stringify(body ?? null));

function hashOf(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex').slice(0, 40);
}
