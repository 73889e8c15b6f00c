import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the cloud assembly that all flows run. */
    assembly: string;
  }
}

/** Synthesises the stack once for a run of the tests, as it is deployed. */
export default function synthesise(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'redial-assembly-'));
  const root = resolve(import.meta.dirname, '..');
  execFileSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
    stdio: 'pipe',
  });
  project.provide('assembly', folder);
  return () => rmSync(folder, { recursive: true });
}
