import type { Export } from '../../shared/domain/export.ts';
import type { ExportDependencies } from './export-dependencies.ts';
import { TurnLost } from './export-errors.ts';

/** An export while a function has the turn: as it was last written, and the writing of it. */
export function turnOf(found: Export, { exports, now }: Pick<ExportDependencies, 'exports' | 'now'>) {
  let kept = found;

  /** A write whose answer was lost is sent again, and then meets itself. Only who has the turn writes, so its moment tells it from others. */
  async function isMine(next: Export): Promise<boolean> {
    if (kept === found) return false;
    const there = await exports.get(next.workspace, next.id);
    return there?.version === next.version && there.updatedAt === next.updatedAt && there.turn === next.turn && there.lease === next.lease;
  }

  return {
    now: () => kept,
    /** @throws TurnLost where somebody else wrote the export since. */
    save: async (change: Partial<Export>): Promise<void> => {
      const next = { ...kept, ...change, updatedAt: now(), version: kept.version + 1 };
      if ((await exports.save(next)) === 'conflict' && !(await isMine(next)))
        throw new TurnLost(`Cannot go on with the export "${kept.id}": it was written meanwhile`);
      kept = next;
    },
  };
}

export type Turn = ReturnType<typeof turnOf>;
