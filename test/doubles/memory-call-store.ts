import type { RecordedCall } from '../../shared/domain/call.ts';
import { reportCallOf } from '../../shared/domain/report-call-of.ts';
import { BadCursor } from '../../shared/store/bad-cursor.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { placeOf } from '../../shared/store/cursor.ts';
import { callKeys } from '../../shared/store/keys.ts';
import { pageOf } from '../../shared/store/page-of.ts';

const startOf = ({ id, call }: RecordedCall) => callKeys.startedAt(call.startedAt, id);
const placeOfCall = (call: RecordedCall) => [call.call.day, startOf(call)];
const textOf = (call: RecordedCall) => placeOfCall(call).join('#');
const oldestFirst = (a: RecordedCall, b: RecordedCall) => (startOf(a) < startOf(b) ? -1 : 1);
const newestFirst = (a: RecordedCall, b: RecordedCall) => (textOf(a) < textOf(b) ? 1 : -1);

/** Calls in memory. Indexes are never late here. */
export function memoryCallStore(): CallStore & { all(): RecordedCall[] } {
  const kept = new Map<string, RecordedCall>();
  const mergedInto = new Map<string, { to: string; version: number }>();
  const keyOf = (workspace: string, id: string) => callKeys.call(workspace, id).pk;
  const versionAt = (key: string) => kept.get(key)?.version ?? mergedInto.get(key)?.version ?? 0;
  const all = () => structuredClone([...kept.values()]);
  const of = (workspace: string) => all().filter((call) => call.workspace === workspace);

  return {
    all,
    get: async (workspace, id) => structuredClone(kept.get(keyOf(workspace, mergedInto.get(keyOf(workspace, id))?.to ?? id))),
    getMany: async (workspace, ids) => {
      const found = [...new Set(ids)].map((id) => kept.get(keyOf(workspace, id)));
      return structuredClone(found.filter((call) => call !== undefined));
    },
    save: async (call) => {
      const key = keyOf(call.workspace, call.id);
      if (versionAt(key) !== call.version - 1) return 'conflict';
      kept.set(key, structuredClone(call));
      return 'saved';
    },
    merge: async (call, merged) => {
      const [key, mergedKey] = [keyOf(call.workspace, call.id), keyOf(call.workspace, merged.id)];
      if (versionAt(key) !== call.version - 1 || versionAt(mergedKey) !== merged.version) return 'conflict';
      kept.set(key, structuredClone(call));
      kept.delete(mergedKey);
      mergedInto.set(mergedKey, { to: call.id, version: merged.version + 1 });
      return 'saved';
    },
    live: async (workspace) =>
      of(workspace)
        .filter(({ call }) => !call.ended)
        .sort(oldestFirst),
    liveReports: async (workspace) =>
      of(workspace)
        .filter(({ call }) => !call.ended)
        .sort(oldestFirst)
        .map(reportCallOf),
    onDay: async function* (workspace, day, { from, to } = { from: '', to: '~' }) {
      const began = ({ call }: RecordedCall) => call.startedAt >= from && call.startedAt <= to;
      const calls = of(workspace).filter((one) => one.call.ended && one.call.day === day && began(one));
      if (calls.length > 0) yield calls.map(reportCallOf);
    },
    list: async ({ workspace, from, to, limit, cursor, matches }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor, 2);
      if (cursor !== undefined && after?.[0] !== undefined && (after[0] < from || after[0] > to)) throw new BadCursor(cursor);
      const found = of(workspace).filter((call) => call.call.day >= from && call.call.day <= to && matches(reportCallOf(call)));
      const following = found.filter((call) => after === undefined || textOf(call) < after.join('#'));
      return pageOf(following.sort(newestFirst), limit, placeOfCall);
    },
    ofLead: async (workspace, leadId) =>
      of(workspace)
        .filter(({ call }) => call.ended && call.leadId === leadId)
        .sort(oldestFirst)
        .map(reportCallOf),
    nearOnLead: async (workspace, leadId, { from, to }) =>
      of(workspace)
        .filter(({ connection, call }) => (call.ended || connection === null) && call.leadId === leadId)
        .filter(({ call }) => call.startedAt >= from && call.startedAt <= to)
        .sort(oldestFirst)
        .map(reportCallOf),
  };
}
