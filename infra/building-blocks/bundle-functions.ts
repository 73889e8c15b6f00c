import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { bundling } from './bundling.ts';

type Bundling = {
  /** Functions by name; each one's entry is `<functionsFolder>/<name>/handler.ts`. */
  names: readonly string[];
  functionsFolder: string;
  outFolder: string;
};

/**
 * Bundles all functions in one run of esbuild, the SDK inside: `<outFolder>/<name>/index.cjs`, its source map beside it.
 */
export function bundleFunctions({ names, functionsFolder, outFolder }: Bundling): void {
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/index`, entryOf(name, functionsFolder)]));
  buildSync({
    entryPoints,
    outdir: outFolder,
    ...bundling,
    sourcemap: 'external',
  });
}

function entryOf(name: string, functionsFolder: string): string {
  const entry = join(functionsFolder, name, 'handler.ts');
  if (existsSync(entry)) return entry;
  throw new Error(
    `Cannot bundle the function "${name}": there is no ${relative(process.cwd(), entry)}. ` +
      'Write it, with an exported `handler`, or take the function out of infra/capabilities/all-capabilities.ts.',
  );
}
