import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../local/synthesise.ts';
import { aFolder } from './a-folder.ts';

const works = `
  const fs = require('node:fs');
  fs.appendFileSync('runs', 'x');
  fs.writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{}');`;

/** A project whose CDK app is this script. */
function aProject(app: string): string {
  const folder = aFolder();
  mkdirSync(join(folder, 'infra'));
  writeFileSync(join(folder, 'infra', 'app.ts'), app);
  return folder;
}
const runsOf = (folder: string) => readFileSync(join(folder, 'runs'), 'utf8').length;

describe('synthesise', () => {
  it('runs the app once for the same sources, and again when one changed', async () => {
    const folder = aProject(works);
    const lines: string[] = [];
    const first = await synthesise(folder, (line) => lines.push(line));
    expect(await synthesise(folder, (line) => lines.push(line))).toBe(first);
    expect([runsOf(folder), lines]).toEqual([1, [expect.stringMatching(/^Synthesised the stack in \d+\.\d s\.$/)]]);
    mkdirSync(join(folder, 'functions'));
    writeFileSync(join(folder, 'functions', 'handler.ts'), '');
    expect(await synthesise(folder, () => {})).not.toBe(first);
    expect(runsOf(folder)).toBe(2);
  });

  it('lets two runners synthesise at the same time', async () => {
    const folder = aProject(works);
    const [first, second] = await Promise.all([synthesise(folder, () => {}), synthesise(folder, () => {})]);
    expect(first).toBe(second);
    expect(readdirSync(join(folder, 'cdk.out', 'local'))).toHaveLength(1);
  });

  it("says the app's reason in one line, and leaves nothing half made", async () => {
    const folder = aProject('throw new Error(\'Cannot bundle the function "ingest"\');');
    await expect(synthesise(folder, () => {})).rejects.toThrow(
      'Cannot synthesise the stack: Cannot bundle the function "ingest" (`npm run synth` shows the whole error.)',
    );
    expect(readdirSync(join(folder, 'cdk.out', 'local'))).toEqual([]);
  });
});
