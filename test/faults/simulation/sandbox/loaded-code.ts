import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { type SandboxGlobals, sandboxNames } from './sandbox-globals.ts';

/** Runs a bundle's code from the beginning, with these for its globals, and gives what it exports. */
export type LoadedCode = (globals: SandboxGlobals) => Record<string, unknown>;

const loaded = new Map<string, LoadedCode>();

/**
 * The code of a bundle, compiled once for this process: as the body of a function whose parameters hide the clock, chance, network and
 * files of the machine. One realm for all, so that bytes, errors and dates are the same classes everywhere, and no context to build for each.
 */
export function loadedCode(codeFolder: string, handler: string): LoadedCode {
  const file = join(codeFolder, `${handler.split('.')[0]}.cjs`);
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha1').update(source).digest('hex');
  const known = loaded.get(key);
  if (known) return known;
  // Imports of built-in modules come at once, as a real one takes time that is not virtual.
  const code = source.replace(/\bimport\(("node:[a-z_/]+")\)/g, 'importModule($1)');
  const compiled = compileFunction(code, ['exports', 'module', ...sandboxNames], { filename: file });
  const load: LoadedCode = (globals) => {
    const module = { exports: {} };
    compiled(module.exports, module, ...sandboxNames.map((name) => globals[name]));
    return module.exports;
  };
  loaded.set(key, load);
  return load;
}
