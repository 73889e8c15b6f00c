import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const Planned = z.object({ expression: z.string(), timezone: z.string(), nextMs: z.number() });
/** The next run of a schedule; one planned by another expression counts for nothing. */
export type Planned = z.infer<typeof Planned>;

/** Remembers over restarts when each schedule runs next. */
export type RunBook = {
  get: (name: string) => Planned | undefined;
  set: (name: string, planned: Planned) => void;
};

export function openRunBook(file: string | 'memory'): RunBook {
  const planned = new Map(file === 'memory' || !existsSync(file) ? [] : readAll(file));
  return {
    get: (name) => planned.get(name),
    set(name, run) {
      planned.set(name, run);
      if (file === 'memory') return;
      mkdirSync(dirname(file), { recursive: true });
      // In one step, so that a kill leaves the old book or the new one.
      writeFileSync(`${file}.next`, JSON.stringify(Object.fromEntries(planned)));
      renameSync(`${file}.next`, file);
    },
  };
}

function readAll(file: string): [string, Planned][] {
  return Object.entries(z.record(z.string(), Planned).parse(JSON.parse(readFileSync(file, 'utf8'))));
}
