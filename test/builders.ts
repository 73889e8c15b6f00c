import type { Frame } from '../shared/domain/call.ts';
import type { Fact } from '../shared/domain/fact.ts';
import type { FollowUp, Lead } from '../shared/domain/lead.ts';
import type { ReportCall } from '../shared/domain/report-call.ts';
import { type Agent, type AssignmentPolicy, type Directory, defaultPolicy, defaultSettings } from '../shared/domain/workspace.ts';
import type { DaySummary } from '../shared/store/report-store.ts';

let made = 0;

/** A moment of the working day that all tests share: 10:00 UTC on Sunday, 22 November 2026, plus so many seconds. */
export function at(seconds = 0): string {
  return new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
}

export function aFact(said: Partial<Fact> = {}): Fact {
  const occurredAt = said.occurredAt ?? at();
  made += 1;
  return { id: `f${made}`, source: 'dialler', signal: 'progress', receivedAt: occurredAt, ...said, occurredAt };
}

export function aFrame(frame: Partial<Frame> = {}): Frame {
  return { timezone: 'Asia/Kolkata', tags: [], machineIsConversation: false, ...frame };
}

/** The next contact of `l_1`. */
export function aFollowUp(followUp: Partial<FollowUp> = {}): FollowUp {
  return { id: 'fu_l_1_1', at: at(3600), note: null, callId: null, createdAt: at(-3600), edited: false, toldAt: null, ...followUp };
}

export function aLead(lead: Partial<Lead> = {}): Lead {
  return {
    id: 'l_1',
    workspace: 'w_1',
    phone: '+919812345678',
    name: 'Meera',
    status: 'not-picked',
    statusSteps: [],
    owner: 'a_asha',
    tags: [],
    campaign: null,
    source: null,
    timezone: null,
    attempts: 0,
    recycles: 0,
    lastCallAt: null,
    lastConnectedAt: null,
    owners: lead.owner === null ? [] : [lead.owner ?? 'a_asha'],
    assignedAt: at(-3600),
    deferredUntil: null,
    followUp: null,
    createdAt: at(-7200),
    createdBy: null,
    version: 1,
    ...lead,
  };
}

export function anAgent(id: string, agent: Partial<Agent> = {}): Agent {
  return {
    id,
    name: id.replace('a_', ''),
    email: `${id}@example.com`,
    phone: null,
    externalIds: [],
    branch: null,
    department: null,
    leadCap: null,
    weight: 1,
    working: true,
    ...agent,
  };
}

export function aPolicy(policy: Partial<AssignmentPolicy> = {}): AssignmentPolicy {
  return { ...defaultPolicy, enabled: true, ...policy };
}

export function aReportCall(call: Partial<ReportCall> = {}): ReportCall {
  made += 1;
  return {
    id: `c_${made}`,
    day: '2026-11-22',
    startedAt: at(),
    endedAt: at(30),
    ended: true,
    status: 'No Answer',
    direction: 'outbound',
    talkSeconds: 0,
    agent: 'a_asha',
    branch: null,
    department: null,
    campaign: null,
    tags: [],
    leadId: 'l_1',
    ...call,
  };
}

export function aDirectory(directory: Partial<Directory> = {}): Directory {
  return {
    workspace: 'w_1',
    name: 'Test',
    settings: { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' },
    policy: aPolicy(),
    agents: [anAgent('a_asha'), anAgent('a_ravi'), anAgent('a_tara')],
    branches: [],
    departments: [],
    campaigns: [],
    leadStatuses: [],
    ...directory,
  };
}

export function aDaySummary(summary: Partial<DaySummary> = {}): DaySummary {
  const kept = { totals: {}, digest: 'd', retentionDays: 400, timezone: 'Asia/Kolkata' };
  return { day: '2026-11-22', calls: 3, open: 0, rolledUpAt: at(), closed: false, version: 1, ...kept, ...summary };
}
