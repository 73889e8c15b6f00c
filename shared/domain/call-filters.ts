import type { ReportCall } from './report-call.ts';
import type { Direction, Status } from './status.ts';

/** Which calls are asked for; every filter given must hold. */
export type CallFilters = {
  status?: Status | undefined;
  agent?: string | undefined;
  lead?: string | undefined;
  branch?: string | undefined;
  department?: string | undefined;
  campaign?: string | undefined;
  tag?: string | undefined;
  direction?: Direction | undefined;
  connected?: boolean | undefined;
};

export function passesFilters(
  call: ReportCall,
  { status, agent, lead, branch, department, campaign, tag, direction, connected }: CallFilters,
): boolean {
  return (
    (status === undefined || call.status === status) &&
    (agent === undefined || call.agent === agent) &&
    (lead === undefined || call.leadId === lead) &&
    (branch === undefined || call.branch === branch) &&
    (department === undefined || call.department === department) &&
    (campaign === undefined || call.campaign === campaign) &&
    (tag === undefined || call.tags.includes(tag)) &&
    (direction === undefined || call.direction === direction) &&
    (connected === undefined || call.talkSeconds > 0 === connected)
  );
}
