import type { CallLog } from '../../shared/store/call-log.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';

/** Calls and leads in memory, written together. */
export function memoryCallLog({ calls, leads }: { calls: CallStore; leads: LeadStore }): CallLog {
  return {
    save: async ({ call, retentionDays, lead, ownId }) => {
      const known = await calls.get(call.workspace, call.id);
      if ((known?.version ?? 0) !== call.version - 1) return 'conflict';
      if (lead && (await leads.save(lead)) !== 'saved') return 'conflict';
      return ownId === undefined ? calls.save(call, { retentionDays }) : calls.merge(call, { id: ownId, version: 0 }, { retentionDays });
    },
  };
}
