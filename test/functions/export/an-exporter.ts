import type { ExportDependencies } from '../../../functions/export/export-dependencies.ts';
import type { SourceDependencies } from '../../../functions/export/export-source.ts';
import { type TurnResult, takeTurn } from '../../../functions/export/take-turn.ts';
import type { Export } from '../../../shared/domain/export.ts';
import type { ExportStore } from '../../../shared/store/export-store.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import { at } from '../../builders.ts';
import { memoryExportStore } from '../../doubles/memory-export-store.ts';
import { memoryObjectStore } from '../../doubles/memory-object-store.ts';
import { anExport } from '../../shared/store/an-export.ts';

/** Where a function dies: at the nth thing that it does, before it or after it. */
export type Death = { at: number; when: 'before' | 'after' };

class Dead extends Error {}

/** Writes exports from these sources into memory, and can die while it does. */
export function anExporter(sources: Omit<SourceDependencies, 'now'> & Pick<ExportDependencies, 'workspaces'>) {
  const exports = memoryExportStore();
  const objects = memoryObjectStore();
  let seconds = 0;

  async function turn(asked: Export, options: { death?: Death; remainingMs?: () => number } = {}): Promise<TurnResult | 'died'> {
    seconds += 1000;
    const life = mortal(options.death);
    const dependencies: ExportDependencies = {
      ...sources,
      exports: life(exports) as ExportStore,
      objects: life(objects) as ObjectStore,
      now: () => at(seconds),
      remainingMs: options.remainingMs ?? (() => 300_000),
      partBytes: 1500,
    };
    const { workspace, id, turn } = asked;
    const result = takeTurn({ workspace, exportId: id, turn }, dependencies);
    return result.catch((error: unknown) => (error instanceof Dead ? 'died' : Promise.reject(error)));
  }

  return {
    exports,
    objects,
    turn,
    /** Saves an export of these fields and takes turns until it is at an end; the first of them may die. */
    run: async (fields: Partial<Export>, options: { death?: Death; remainingMs?: () => number } = {}) => {
      const asked = anExport(fields);
      await exports.save(asked);
      const results = [await turn(asked, options)];
      for (let one = asked; ; ) {
        one = (await exports.get(asked.workspace, asked.id)) ?? asked;
        if (one.state === 'done' || one.state === 'failed')
          return { one, results, file: one.file && (await bytesOf(objects, one.file.key)) };
        results.push(await turn(one, { ...(options.remainingMs && { remainingMs: options.remainingMs }) }));
      }
    },
  };
}

/** Counts what is done with stores, and makes one of these the last. */
function mortal(death: Death | undefined) {
  let done = 0;
  let isDead = false;
  return (store: object): object =>
    new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        // Reading an object gives no promise; whoever reads dies at the next thing done.
        if (typeof method !== 'function' || name === 'read') return method;
        return async (...given: unknown[]) => {
          if (isDead) throw new Dead();
          done += 1;
          isDead = done === death?.at;
          if (isDead && death?.when === 'before') throw new Dead();
          const result: unknown = await Reflect.apply(method, target, given);
          if (isDead) throw new Dead();
          return result;
        };
      },
    });
}

async function bytesOf(objects: ObjectStore, key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of objects.read(key)) pieces.push(piece);
  return Buffer.concat(pieces);
}
