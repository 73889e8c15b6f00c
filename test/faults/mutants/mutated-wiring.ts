import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundling } from '../../../infra/building-blocks/bundling.ts';
import type { Wiring } from '../../../local/wiring.ts';
import type { Mutant, Substitution } from './mutant.ts';
import { functionNamed } from './rewired.ts';
import { smaller } from './smaller.ts';

const root = resolve(import.meta.dirname, '../../..');

/**
 * The wiring with the mutant on: its functions bundled anew into `outFolder`, with the substitutions made on the way in, and those that
 * make sizes smaller.
 * @throws Error where the text of a substitution is not in its file exactly once, or its file is in no bundle.
 */
export async function mutatedWiring(wiring: Wiring, mutant: Mutant, outFolder: string): Promise<Wiring> {
  const names = mutant.functions ?? [];
  if (names.length > 0) await bundle(names, mutant, outFolder);
  const folders = new Map(names.map((name) => [functionNamed(name, wiring).arn, join(outFolder, name)]));
  const functions = wiring.functions.map((one) => ({ ...one, codeFolder: folders.get(one.arn) ?? one.codeFolder }));
  const mutated = { ...wiring, functions };
  return mutant.rewire ? mutant.rewire(mutated) : mutated;
}

/** The wiring as seeds run it: see `smaller.ts`. Bundled into `outFolder`. */
export function smallerWiring(wiring: Wiring, outFolder: string): Promise<Wiring> {
  const functions = wiring.functions.flatMap(({ environment }) => environment.POWERTOOLS_SERVICE_NAME ?? []);
  return mutatedWiring(wiring, { name: 'smaller', hurts: 'nobody', functions }, outFolder);
}

async function bundle(names: readonly string[], mutant: Mutant, outFolder: string): Promise<void> {
  const seen = new Set<Substitution>();
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(root, 'functions', name, 'handler.ts')])),
    outdir: outFolder,
    ...bundling,
    plugins: [substituting({ ...mutant, substitutions: [...smaller, ...(mutant.substitutions ?? [])] }, seen)],
  });
  const unseen = mutant.substitutions?.find((one) => !seen.has(one));
  if (unseen) throw new Error(`Cannot make the mutant "${mutant.name}": ${unseen.file} is in none of the bundles of ${names.join(', ')}`);
}

function substituting({ name, substitutions = [] }: Mutant, seen: Set<Substitution>): Plugin {
  return {
    name: 'substitute',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const here = substitutions.filter(({ file }) => path === join(root, file));
        if (here.length === 0) return undefined;
        let contents = readFileSync(path, 'utf8');
        for (const one of here) {
          contents = replacedOnce(contents, one, name);
          seen.add(one);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** The text with the one place replaced. @throws Error where the place is not there, or there more than once. */
export function replacedOnce(text: string, { file, from, to }: Substitution, mutant: string): string {
  const count = text.split(from).length - 1;
  if (count === 1) return text.replace(from, () => to);
  throw new Error(`Cannot make the mutant "${mutant}": its text is ${count} times in ${file}, once is needed. Look for: ${from}`);
}
