import { createRequire } from 'node:module';
import { quickDigests } from './quick-digests.ts';

const real = createRequire(import.meta.url);

/** Modules that neither reach outside this process nor depend on its time. */
const harmless = new Set([
  'node:stream',
  'node:util',
  'node:zlib',
  'node:buffer',
  'node:events',
  'node:path',
  'node:url',
  'node:querystring',
]);

const missing = Object.assign(new Error('ENOENT: a simulated function has no files'), { code: 'ENOENT' });
const noFile = (): never => {
  throw missing;
};
const files = { readFileSync: noFile, existsSync: () => false, statSync: noFile, promises: { readFile: () => Promise.reject(missing) } };

export type ModuleNeeds = {
  variables: Record<string, string>;
  random: () => number;
  timers: object;
  /** In the place of `node:https` and `node:http`. */
  network: object;
  /** Takes what the function logs. */
  write: (line: string) => void;
};

/** What `require` gives to a function. A module that is not known here throws: it could bring in the machine's own time or chance. */
export function virtualModules({ variables, random, timers, network, write }: ModuleNeeds): (name: string) => unknown {
  const virtual: Record<string, unknown> = {
    'node:crypto': seededCrypto(random),
    'node:console': consoleOf(write),
    'node:process': processOf(variables),
    'node:timers': timers,
    'node:http': network,
    'node:https': network,
    'node:fs': files,
    'node:fs/promises': files.promises,
    'node:os': { homedir: () => '/', platform: () => 'linux', release: () => 'simulated', EOL: '\n' },
    'node:child_process': {},
  };
  return (name) => {
    if (name in virtual) return virtual[name];
    // One for each asynchronous chain, kept by Node itself, so it cannot tell the time.
    if (harmless.has(name) || name === 'node:async_hooks') return real(name);
    throw Object.assign(new Error(`Cannot find module '${name}': the simulation has none of that name`), { code: 'MODULE_NOT_FOUND' });
  };
}

function seededCrypto(random: () => number): unknown {
  const crypto = real('node:crypto') as typeof import('node:crypto'); // what `require` gives is not typed
  const fill = <Bytes extends Uint8Array>(bytes: Bytes): Bytes => {
    for (let index = 0; index < bytes.length; index++) bytes[index] = Math.floor(random() * 256);
    return bytes;
  };
  const randomBytes = (size: number): Buffer => fill(Buffer.alloc(size));
  const randomUUID = (): string => {
    const [a, b, c, d] = [random(), random(), random(), random()].map((number) =>
      Math.floor(number * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    );
    return `${a}-${b?.slice(0, 4)}-4${b?.slice(5)}-a${c?.slice(1, 4)}-${c?.slice(4)}${d}`;
  };
  const own = { ...quickDigests, randomBytes, randomUUID, getRandomValues: fill, randomFillSync: fill };
  // Own properties, as bundles copy what a module has of its own.
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(crypto), ...Object.getOwnPropertyDescriptors(own) });
}

/** With properties of its own, as bundles copy what a module has of its own. */
function processOf(env: Record<string, string>): unknown {
  const own = { env: { value: env, enumerable: true }, emitWarning: { value: () => undefined, enumerable: true } };
  return Object.create(process, { ...Object.getOwnPropertyDescriptors(process), ...own });
}

/** A console of which all methods write one line, and whose class makes others of its kind. */
function consoleOf(write: (line: string) => void): unknown {
  const print = (...parts: unknown[]): void => write(parts.map(String).join(' '));
  class Console {
    debug = print;
    info = print;
    log = print;
    warn = print;
    error = print;
    trace = print;
  }
  return Object.assign(new Console(), { Console });
}
