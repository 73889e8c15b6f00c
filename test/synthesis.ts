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

/** Synthesises the stack once for a run of the tests, as it is deployed. What a run leaves in the temporary folder goes with it. */
export default function synthesise(project: TestProject): () => void {
  const run = mkdtempSync(join(tmpdir(), 'redial-tests-'));
  process.env.TMPDIR = run;
  const folder = join(run, 'assembly');
  const root = resolve(import.meta.dirname, '..');
  execFileSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
    stdio: 'pipe',
  });
  project.provide('assembly', folder);
  return () => rmSync(run, { recursive: true, force: true, maxRetries: 5 });
}
