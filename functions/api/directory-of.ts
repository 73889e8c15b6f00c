import type { Directory } from '../../shared/domain/workspace.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';

/** @throws Error where a token outlived its workspace. */
export async function directoryOf(
  workspace: string,
  { workspaces }: { workspaces: Pick<WorkspaceStore, 'directory'> },
): Promise<Directory> {
  const directory = await workspaces.directory(workspace);
  if (!directory) throw new Error(`Cannot read the workspace "${workspace}" of a token: it is not there`);
  return directory;
}
