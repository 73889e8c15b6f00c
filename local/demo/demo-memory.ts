import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What only the dialler knows, and how far it came. */
type Known = { began: string; secrets: { standard: string; twilio: string }; told: boolean };

export type DemoMemory = { known: Known; toldHistory: () => Promise<void> };

/** The demo's own memory in the data folder, made at its first start. */
export async function demoMemory(dataFolder: string): Promise<DemoMemory> {
  const file = join(dataFolder, 'demo.json');
  const keep = (known: Known) => writeFile(file, JSON.stringify(known), { mode: 0o600 });
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const known = kept === undefined ? newlyKnown() : (JSON.parse(kept) as Known);
  if (kept === undefined) await keep(known);
  return { known, toldHistory: () => keep({ ...known, told: true }) };
}

function newlyKnown(): Known {
  const secrets = { standard: `whsec_${randomBytes(32).toString('base64')}`, twilio: randomBytes(16).toString('hex') };
  return { began: new Date().toISOString(), secrets, told: false };
}
