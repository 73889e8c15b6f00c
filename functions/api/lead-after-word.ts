import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { type LogOfLead, leadAfterLog } from '../../shared/domain/lead-after-log.ts';
import { withStatusOf } from '../../shared/domain/status-steps.ts';
import { callsOfLead } from '../../shared/store/calls-of-lead.ts';
import type { ApiDependencies } from './api-dependencies.ts';

/**
 * What a person's word on a call makes of its lead; undefined where it leaves it as it is. Where the word takes back what the call made of
 * the lead's status, the lead's other calls have their say.
 * @param call as the word leaves it
 */
export async function leadAfterWord(
  lead: Lead,
  { call, log }: { call: RecordedCall; log: LogOfLead },
  { calls }: Pick<ApiDependencies, 'calls'>,
): Promise<Lead | undefined> {
  const after = leadAfterLog(lead, log);
  if (!after || log.leadStatus !== undefined || log.followUp || after.status === lead.status) return after;
  return withStatusOf(after, await callsOfLead(call, calls));
}
