import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Largest bundle that still starts fast: about 60 ms to load for each 300 kB. */
const maximumBytes = 1_200_000;

describe('node infra/app.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redial-cdk-out-'));
  const run = spawnSync(process.execPath, ['infra/app.ts'], { cwd: root, encoding: 'utf8', env: { ...process.env, CDK_OUTDIR: folder } });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('synthesises the real functions without the CDK command', () => {
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(existsSync(join(folder, 'Redial.template.json'))).toBe(true);
  });

  it('passes CloudFormation’s own validation of the template', () => {
    const report: { pluginReports: unknown[] } = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });

  it('makes a small bundle of each function', () => {
    const assets = readdirSync(folder).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(allCapabilities.length);
    for (const asset of assets) expect(statSync(join(folder, asset, 'index.cjs')).size).toBeLessThan(maximumBytes);
  });
});
