import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { type SandboxGlobals, sandboxNames } from './sandbox-globals.ts';

/** Runs a bundle's code from the beginning, with these for its globals, and gives what it exports. */
export type LoadedCode = (globals: SandboxGlobals) => Record<string, unknown>;

/** By file, whose bundle is written once, and by what is in it, as functions share bundles. */
const loaded = new Map<string, LoadedCode>();

/**
 * The code of a bundle, compiled once for this process: as the body of a function whose parameters hide the clock, chance, network and
 * files of the machine. One realm for all, so that bytes, errors and dates are the same classes everywhere, and no context to build for each.
 */
export function loadedCode(codeFolder: string, handler: string): LoadedCode {
  const file = join(codeFolder, `${handler.split('.')[0]}.cjs`);
  const here = loaded.get(file);
  if (here) return here;
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha1').update(source).digest('hex');
  const load = loaded.get(key) ?? compiledCode(source, file);
  loaded.set(file, load);
  loaded.set(key, load);
  return load;
}

function compiledCode(source: string, file: string): LoadedCode {
  // Imports of built-in modules come at once, as a real one takes time that is not virtual.
  const code = source.replace(/\bimport\(("node:[a-z_/]+")\)/g, 'importModule($1)');
  const compiled = compileFunction(code, ['exports', 'module', ...sandboxNames], { filename: file });
  return (globals) => {
    const module = { exports: {} };
    compiled(module.exports, module, ...sandboxNames.map((name) => globals[name]));
    return module.exports;
  };
}
