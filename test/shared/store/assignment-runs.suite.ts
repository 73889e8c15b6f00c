import { describe, expect, it } from 'vitest';
import type { AssignmentRuns } from '../../../shared/store/assignment-runs.ts';
import { at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';

/** What every store of runs does. */
export function describeAssignmentRuns(kind: string, storeOf: () => AssignmentRuns): void {
  describe(`runs in ${kind}`, () => {
    it('begin with nothing', async () => {
      const runs = storeOf();
      const workspace = aWorkspace();
      expect(await runs.state(workspace)).toEqual({ dailyUntil: null, open: null });
      expect(await runs.take(workspace, { at: at(), until: at(60) })).toBeUndefined();
    });

    it('pass daily runs forward, never back', async () => {
      const runs = storeOf();
      const workspace = aWorkspace();
      await runs.passDaily(workspace, at(60));
      await runs.passDaily(workspace, at(30));
      expect(await runs.state(workspace)).toEqual({ dailyUntil: at(60), open: null });
    });

    it('open a daily run once, of however many at once', async () => {
      const runs = storeOf();
      const workspace = aWorkspace();
      await runs.passDaily(workspace, at());
      const opening = Array.from({ length: 5 }, () => runs.openDaily(workspace, { id: 'daily-1', seen: at(), at: at(60) }));
      expect((await Promise.all(opening)).filter(Boolean)).toHaveLength(1);
      expect(await runs.state(workspace)).toEqual({ dailyUntil: at(60), open: 'daily-1' });
    });

    it('are taken by one at a time, until they are given back or their time is over', async () => {
      const runs = storeOf();
      const workspace = aWorkspace();
      expect(await runs.take(workspace, { id: 'r_1', at: at(), until: at(60) })).toBe('r_1');
      expect(await runs.take(workspace, { id: 'r_2', at: at(1), until: at(60) })).toBeUndefined();
      await runs.end(workspace, 'r_1', 'unfinished');
      expect(await runs.take(workspace, { at: at(2), until: at(60) })).toBe('r_1');
      expect(await runs.take(workspace, { at: at(59), until: at(90) })).toBeUndefined();
      expect(await runs.take(workspace, { at: at(61), until: at(90) })).toBe('r_1');
    });

    it('are gone once they are finished; what is not the open one ends nothing', async () => {
      const runs = storeOf();
      const workspace = aWorkspace();
      await runs.take(workspace, { id: 'r_1', at: at(), until: at(60) });
      await runs.end(workspace, 'r_2', 'finished');
      expect((await runs.state(workspace)).open).toBe('r_1');
      await runs.end(workspace, 'r_1', 'finished');
      expect((await runs.state(workspace)).open).toBeNull();
      expect(await runs.take(workspace, { id: 'r_3', at: at(2), until: at(60) })).toBe('r_3');
    });
  });
}
