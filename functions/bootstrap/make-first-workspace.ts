import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defaultSettings } from '../../shared/domain/workspace.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';

/** What the function is invoked with. `token`: the first API token, instead of a random one. */
export const bootstrapRequest = z.strictObject({
  name: z.string().min(1).max(100),
  timezone: z.string().refine(isTimezone, 'is not an IANA time zone, such as Asia/Kolkata'),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is not a country code of two capital letters, such as IN')
    .default('IN'),
  token: z.string().min(1).optional(),
});
export type BootstrapRequest = z.infer<typeof bootstrapRequest>;

export type Bootstrapped = { workspace: string; created: boolean; token: string | null };

type Dependencies = {
  workspaces: Pick<WorkspaceStore, 'createWorkspace' | 'saveToken'>;
  randomBytes: (count: number) => Buffer;
  now: () => string;
};

/**
 * Makes the first workspace and its operator token, which may make all others. Done twice with the same name, it makes nothing new;
 * the token is told only when it is made here or was given.
 */
export async function makeFirstWorkspace(request: BootstrapRequest, { workspaces, randomBytes, now }: Dependencies): Promise<Bootstrapped> {
  const { name, timezone, region } = request;
  const workspace = `w_${sha256(name).slice(0, 12)}`;
  const created = await workspaces.createWorkspace({
    id: workspace,
    name,
    settings: { ...defaultSettings, timezone, region },
    createdAt: now(),
  });
  const token = request.token ?? (created ? `rdl_${randomBytes(24).toString('base64url')}` : null);
  if (token === null) return { workspace, created, token };

  const hash = sha256(token);
  await workspaces.saveToken({
    id: `t_${hash.slice(0, 16)}`,
    workspace,
    name: 'first token',
    role: 'operator',
    agent: null,
    branch: null,
    department: null,
    hash,
    createdAt: now(),
  });
  return { workspace, created, token };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
