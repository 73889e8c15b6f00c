import { timingSafeEqual } from 'node:crypto';
import type { Route } from '../../contracts/route.ts';
import type { Role } from '../../domain/workspace.ts';
import type { WorkspaceStore } from '../../store/workspace-store.ts';
import { hashOf } from './api-token.ts';
import { Problem } from './problem.ts';

/** Who asks, and for which workspace: everything they are shown is measured by this. */
export type Caller = {
  tokenId: string;
  workspace: string;
  role: Role;
  /** Of role agent. */
  agent: string | null;
  /** Of role supervisor; both, where both are set, have to hold. */
  branch: string | null;
  department: string | null;
};

export type TokenLookup = Pick<WorkspaceStore, 'tokenByHash'>;

const unauthorized = { headers: { 'www-authenticate': 'Bearer' } };

/**
 * The caller behind a request. The token is looked up each time: a revoked one ends at once.
 * @throws Problem 401 without a token that is known, 403 where its role never has this route.
 */
export async function authorize(authorization: string | undefined, route: Route, tokens: TokenLookup): Promise<Caller> {
  const token = /^Bearer +(\S{1,512})$/i.exec(authorization?.trim() ?? '')?.[1];
  if (token === undefined) throw new Problem(401, 'A token is needed: send it as "Authorization: Bearer <token>"', unauthorized);

  const hash = hashOf(token);
  const known = await tokens.tokenByHash(hash);
  if (!known || !sameText(known.hash, hash)) {
    throw new Problem(401, 'The token is not known: it was revoked, or never was one of this Redial', unauthorized);
  }
  if (route.roles !== 'public' && !route.roles.includes(known.role)) {
    throw new Problem(403, `A token of the role ${known.role} may not do this (${route.operation}): it takes ${route.roles.join(' or ')}`);
  }
  const { id: tokenId, workspace, role, agent, branch, department } = known;
  return { tokenId, workspace, role, agent, branch, department };
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
