import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readAssembly } from '../../local/template/assembly.ts';
import { wiringOf } from '../../local/template/wiring.ts';
import { median, type Table } from './table.ts';

const starts = 9;

/** Size of each function's bundle, and how long a fresh Node takes to import it (median of a few process starts, the starting of Node taken off). */
export function benchBundles(assemblyFolder: string): Table {
  const wiring = wiringOf(readAssembly(assemblyFolder), { region: 'eu-west-1', account: '000000000000', publicUrl: 'http://localhost' });
  const rows = wiring.functions.map(({ codeFolder, environment, name }): [string, string] => {
    const file = join(codeFolder, readdirSync(codeFolder).find((one) => one.endsWith('.cjs')) ?? 'index.cjs');
    const bytes = statSync(file).size;
    const zipped = gzipSync(readFileSync(file)).length;
    return [shortName(name), `${kilobytes(bytes)} (${kilobytes(zipped)} zipped), import ${importMs(file, environment).toFixed(0)} ms`];
  });
  return { name: 'Bundles: one minified file a function, the SDK inside', rows };
}

function shortName(name: string): string {
  return name.replace(/^Redial-?/, '').replace(/[0-9A-F]{8}$/, '');
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} kB`;
}

function importMs(file: string, environment: Record<string, string>): number {
  const script = `const t = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit()`;
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-west-1', ...environment };
  return median(Array.from({ length: starts }, () => Number(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }))));
}
