import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';

/** A temporary folder with a one-line handler for each function: what is promised here does not hang on what the functions do. */
export function stubFunctions(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redial-functions-'));
  for (const { name } of allCapabilities) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'handler.ts'), `export const handler = async (): Promise<string> => '${name}';\n`);
  }
  return folder;
}
