import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startDynamoDbLocal } from '../../local/parts/dynamodb-local.ts';
import { benchBundles } from './bundles.ts';
import { benchIngest } from './ingest.ts';
import { benchPattern } from './pattern.ts';
import { benchRollup } from './rollup.ts';
import { markdownOf, type Table } from './table.ts';
import { benchWriteUnits } from './write-units.ts';

/** `npm run bench`: measures everything that the docs claim, prints it, and writes it to `docs/performance.md`. */
const root = resolve(import.meta.dirname, '../..');

async function measure(): Promise<Table[]> {
  const assembly = mkdtempSync(join(tmpdir(), 'redial-bench-'));
  execFileSync(process.execPath, ['infra/app.ts'], { cwd: root, env: { ...process.env, CDK_OUTDIR: assembly }, stdio: 'inherit' });
  const dynamoDb = await startDynamoDbLocal({ folder: 'memory' });
  try {
    return [
      await benchIngest(dynamoDb.url),
      await benchWriteUnits(dynamoDb.url),
      benchBundles(assembly),
      await benchRollup(),
      await benchPattern(),
    ];
  } finally {
    await dynamoDb.stop();
    rmSync(assembly, { recursive: true });
  }
}

const tables = await measure();
const page = `# Performance

Made by \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}. Ratios are against a floor or a peer in the same run: the machine is shared, so seconds alone say little.
DynamoDB Local is AWS's emulator: its latency is not that of DynamoDB; its write and read units are.

${tables.map(markdownOf).join('\n')}`;
writeFileSync(join(root, 'docs/performance.md'), page);
console.log(page);
