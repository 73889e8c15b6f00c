import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the template and the bundles are made of, below the project's folder. */
const sources = ['{infra,functions,shared,console}/**/*.*', 'package-lock.json', 'tsconfig.json', 'cdk.json'];

/**
 * Synthesises the CDK app, unless that was done before from the same sources, and gives the folder of the cloud assembly.
 * Each state of the sources has a folder of its own that is never written again, so that several runners can share them.
 */
export async function synthesise(projectFolder: string, say: (line: string) => void): Promise<string> {
  const folder = join(projectFolder, 'cdk.out', 'local', hashOf(projectFolder));
  if (existsSync(join(folder, 'manifest.json'))) return folder;

  const begunMs = performance.now();
  mkdirSync(join(folder, '..'), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    await runApp(projectFolder, unfinished);
    moveTo(folder, unfinished);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  say(`Synthesised the stack in ${((performance.now() - begunMs) / 1_000).toFixed(1)} s.`);
  return folder;
}

function hashOf(projectFolder: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: projectFolder }).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(projectFolder, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function runApp(projectFolder: string, outFolder: string): Promise<void> {
  const env = { ...process.env, CDK_OUTDIR: outFolder };
  try {
    await promisify(execFile)(process.execPath, ['infra/app.ts'], { cwd: projectFolder, env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const reason = /^(?:\w*Error): (.+)$/m.exec(output)?.[1] ?? (output.trim().split('\n').at(-1) || 'it said nothing');
    throw new Error(`Cannot synthesise the stack: ${reason} (\`npm run synth\` shows the whole error.)`, { cause: error });
  }
}

/** Another runner may have made the same folder meanwhile; theirs is as good. */
function moveTo(folder: string, unfinished: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'manifest.json'))) throw error;
  }
}
