import type { Export } from '../../shared/domain/export.ts';
import type { ExportDependencies } from './export-dependencies.ts';
import { TurnLost } from './export-errors.ts';

/** An export while a function has the turn: as it was last written, and the writing of it. */
export function turnOf(found: Export, { exports, now }: Pick<ExportDependencies, 'exports' | 'now'>) {
  let kept = found;
  return {
    now: () => kept,
    /** @throws TurnLost where somebody else wrote the export since. */
    save: async (change: Partial<Export>): Promise<void> => {
      const next = { ...kept, ...change, updatedAt: now(), version: kept.version + 1 };
      if ((await exports.save(next)) === 'conflict')
        throw new TurnLost(`Cannot go on with the export "${kept.id}": it was written meanwhile`);
      kept = next;
    },
  };
}

export type Turn = ReturnType<typeof turnOf>;
