import { describe, expect, it } from 'vitest';
import type { ExportCheckpoint } from '../../../shared/domain/export.ts';
import type { ExportStore } from '../../../shared/store/export-store.ts';
import { at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';
import { anExport } from './an-export.ts';

const checkpoint: ExportCheckpoint = {
  ...{ key: 'exports/w_1/e_1/1/calls.csv', uploadId: 'u', parts: ['"a"', '"b"'], place: '2026-11-22#x', writer: 'begun' },
  ...{ rows: 7, bytes: 1000, tail: null, complete: false },
};

/** What every store of exports does. */
export function describeExportStore(kind: string, storeOf: () => ExportStore): void {
  describe(`exports in ${kind}`, () => {
    it.each([
      { kind: 'calls', from: '2026-11-01', to: '2026-11-22', filters: { status: 'Busy', connected: false, tag: 'hot' } },
      { kind: 'leads', filters: {} },
      { kind: 'report', question: { from: '2026-11-22', to: '2026-11-22', interval: 'day', by: 'tag', filters: { tag: 'hot' } } },
    ] as const)('of $kind come back as they were saved', async (question) => {
      const store = storeOf();
      const one = anExport({ workspace: aWorkspace(), question, checkpoint, diallers: { cn_1: 'twilio' }, lease: at(300) });
      expect(await store.save(one)).toBe('saved');
      expect(await store.get(one.workspace, one.id)).toEqual(one);
      expect(await store.get(aWorkspace(), one.id)).toBeUndefined();
    });

    it('are saved only by those who saw the last version', async () => {
      const store = storeOf();
      const one = anExport({ workspace: aWorkspace() });
      await store.save(one);
      expect(await store.save({ ...one, progress: 1 })).toBe('conflict');
      expect(await store.save({ ...one, progress: 0.5, version: 2 })).toBe('saved');
      expect(await store.save({ ...one, progress: 0.6, version: 2 })).toBe('conflict');
      expect(await store.save({ ...one, workspace: aWorkspace(), version: 2 })).toBe('conflict');
      expect((await store.get(one.workspace, one.id))?.progress).toBe(0.5);
    });

    it('are listed newest first, for their workspace alone, without what only their writer needs', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const file = { key: 'k', bytes: 1, sha256: 's' };
      const old = anExport({ workspace, id: 'e_old', createdAt: at(-60), checkpoint });
      const young = anExport({ workspace, id: 'e_young', state: 'done', file });
      for (const one of [old, young, anExport({ workspace: aWorkspace() })]) await store.save(one);
      expect(await store.list(workspace)).toEqual([young, { ...old, checkpoint: null }]);
    });
  });
}
