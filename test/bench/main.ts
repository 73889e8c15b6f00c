import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDynamoDbLocal } from '../../local/parts/dynamodb-local.ts';
import { benchAdapters } from './adapters.ts';
import { benchAssignment } from './assignment.ts';
import { benchBundles } from './bundles.ts';
import { benchExport } from './export.ts';
import { benchIngest } from './ingest.ts';
import { benchPattern } from './pattern.ts';
import { benchRollup } from './rollup.ts';
import { markdownOf, type Table } from './table.ts';
import { benchWriteUnits } from './write-units.ts';
import { benchYear } from './year.ts';

/** `npm run bench`: measures everything that the docs claim, prints it, and writes it to `docs/performance.md`. `-- --export-rows 1000000` writes larger files. */
const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { 'export-rows': { type: 'string', default: '100000' } } });

async function measure(): Promise<Table[]> {
  const assembly = mkdtempSync(join(tmpdir(), 'redial-bench-'));
  execFileSync(process.execPath, ['infra/app.ts'], { cwd: root, env: { ...process.env, CDK_OUTDIR: assembly }, stdio: 'inherit' });
  const dynamoDb = await startDynamoDbLocal({ folder: 'memory' });
  try {
    return [
      await benchIngest(dynamoDb.url),
      benchAdapters(),
      await benchWriteUnits(dynamoDb.url),
      benchBundles(assembly),
      await benchAssignment(dynamoDb.url),
      await benchRollup(),
      await benchYear(dynamoDb.url),
      await benchPattern(),
      benchExport(Number(values['export-rows'])),
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
