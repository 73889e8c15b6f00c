import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../../infra/building-blocks/bundle-functions.ts';

const sdkEntry = createRequire(import.meta.url)
  .resolve('@aws-sdk/client-dynamodb/package.json')
  .replace('/package.json', '');

function functionsWith(sources: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'redial-bundle-'));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'handler.ts'), source);
  }
  return folder;
}

function bundled(sources: Record<string, string>): string {
  const outFolder = mkdtempSync(join(tmpdir(), 'redial-out-'));
  bundleFunctions({ names: Object.keys(sources), functionsFolder: functionsWith(sources), outFolder });
  return outFolder;
}

describe('bundleFunctions', () => {
  it('makes one CommonJS file of each function, with its source map beside it', () => {
    const folder = bundled({
      ingest: `export const handler = async (): Promise<string> => 'in';`,
      'follow-up': `export const handler = async (): Promise<string> => 'up';`,
    });
    expect(readdirSync(folder).toSorted()).toEqual(['follow-up', 'ingest']);
    expect(readdirSync(join(folder, 'ingest')).toSorted()).toEqual(['index.cjs', 'index.cjs.map']);
    expect(readFileSync(join(folder, 'ingest', 'index.cjs'), 'utf8')).not.toContain('sourceMappingURL');
  });

  it('makes files that answer as Lambda calls them', async () => {
    const folder = bundled({ ingest: `export const handler = async (event: { n: number }): Promise<number> => event.n + 1;` });
    const { handler } = createRequire(import.meta.url)(join(folder, 'ingest', 'index.cjs'));
    expect(await handler({ n: 1 })).toBe(2);
  });

  it('puts the SDK inside, in less than 400 kB', () => {
    const source = `import { DynamoDBClient, GetItemCommand } from '${sdkEntry}';
      export const handler = () => [new DynamoDBClient({}), new GetItemCommand({ TableName: 't', Key: {} })].length;`;
    const file = join(bundled({ ingest: source }), 'ingest', 'index.cjs');
    // Loaded from a folder that sees no node_modules.
    expect(createRequire(import.meta.url)(file).handler()).toBe(2);
    expect(statSync(file).size).toBeLessThan(400_000);
  });

  it('says which function has no handler, and what to do', () => {
    const functionsFolder = functionsWith({});
    const bundling = { names: ['sweep'], functionsFolder, outFolder: functionsFolder };
    expect(() => bundleFunctions(bundling)).toThrow(/Cannot bundle the function "sweep": there is no .*sweep\/handler\.ts\. Write it/);
  });

  it('says where a source is broken', () => {
    expect(() => bundled({ ingest: `import { nothing } from './nowhere.ts'; export const handler = nothing;` })).toThrow(
      /ingest\/handler\.ts:1:.*nowhere\.ts/,
    );
  });
});
