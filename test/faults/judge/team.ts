import type { Lead } from '../../../shared/domain/lead.ts';
import { type Agent, type Connection, type Directory, defaultPolicy, defaultSettings } from '../../../shared/domain/workspace.ts';
import { leadIdOf } from '../../../shared/store/ids.ts';
import type { Chance } from './chance.ts';

export const workspace = 'w_sim';

/** Business days here begin at another hour than in UTC, most of them at half an hour past one. */
const zones = ['Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Adelaide', 'Pacific/Marquesas'] as const;

const agentIds = ['a_asha', 'a_ravi', 'a_tara', 'a_vijay'] as const;
const leadCount = 5;

export type Team = { directory: Directory; leads: Lead[]; connections: [standard: Connection, twilio: Connection] };

/** The workspace as it stands before the first webhook: people, a policy that recycles, leads with owners, two diallers. */
export function team(chance: Chance, startMs: number): Team {
  const createdAt = new Date(startMs - 86_400_000).toISOString();
  const agents = agentIds.map((id) => agentOf(id, chance));
  const directory: Directory = {
    workspace,
    name: 'Simulated',
    settings: { ...defaultSettings, timezone: chance.pick(zones), region: 'IN' },
    policy: { ...defaultPolicy, enabled: true, maxRecycles: chance.whole(1, 4), excludePrevious: chance.whole(1, 2) },
    agents,
    branches: [{ id: 'b_north', name: 'North' }],
    departments: [{ id: 'd_sales', name: 'Sales' }],
    campaigns: [
      { id: 'cmp_diwali', name: 'Diwali' },
      { id: 'cmp_renewal', name: 'Renewal' },
    ],
    leadStatuses: [],
  };
  const leads = Array.from({ length: leadCount }, (_, index) => leadOf(index, { chance, createdAt }));
  return { directory, leads, connections: [connectionOf('standard', createdAt), connectionOf('twilio', createdAt)] };
}

function agentOf(id: string, chance: Chance): Agent {
  return {
    id,
    name: id.slice(2),
    email: `${id}@example.com`,
    phone: null,
    externalIds: [],
    branch: chance.happens(0.5) ? 'b_north' : null,
    department: chance.happens(0.5) ? 'd_sales' : null,
    leadCap: chance.happens(0.3) ? chance.whole(1, 3) : null,
    weight: chance.whole(1, 2),
    working: true,
  };
}

/** The number of a lead by its place; from `leadCount` on, of callers whom nobody knows. */
export function phoneOf(index: number): string {
  return `+9198123450${String(index).padStart(2, '0')}`;
}

function leadOf(index: number, { chance, createdAt }: { chance: Chance; createdAt: string }): Lead {
  const phone = phoneOf(index);
  const owner = chance.happens(0.85) ? chance.pick(agentIds) : null;
  return {
    id: leadIdOf(workspace, phone),
    workspace,
    phone,
    name: `Lead ${index}`,
    status: owner === null ? 'unassigned' : 'assigned',
    statusSteps: [],
    owner,
    tags: chance.pick([[], ['hot'], ['hot', 'vip']]),
    campaign: chance.happens(0.3) ? 'cmp_renewal' : null,
    source: null,
    timezone: null,
    attempts: 0,
    recycles: 0,
    lastCallAt: null,
    lastConnectedAt: null,
    owners: owner === null ? [] : [owner],
    assignedAt: owner === null ? null : createdAt,
    deferredUntil: null,
    followUp: null,
    createdAt,
    createdBy: null,
    version: 1,
  };
}

function connectionOf(dialler: 'standard' | 'twilio', createdAt: string): Connection {
  return {
    id: `con_${dialler}`,
    workspace,
    dialler,
    name: dialler,
    secrets: [dialler === 'standard' ? `whsec_${Buffer.from('a secret of the simulated dialler').toString('base64')}` : 'an-auth-token'],
    timezone: null,
    region: null,
    campaign: dialler === 'twilio' ? 'cmp_diwali' : null,
    publicUrl: 'https://redial.example',
    statusMap: {},
    fieldMap: null,
    createdAt,
  };
}
