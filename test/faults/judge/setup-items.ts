import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Role } from '../../../shared/domain/workspace.ts';
import { builtInLeadStatuses } from '../../../shared/store/built-in-lead-statuses.ts';
import type { Item } from '../../../shared/store/call-item.ts';
import { itemOfLead } from '../../../shared/store/kept-lead.ts';
import { connectionKeys, leadKeys, workspaceKeys } from '../../../shared/store/keys.ts';
import type { Workload } from './workload.ts';

export type SetupItem = { table: 'workspace' | 'connections' | 'leads'; item: Item };

/** The manager who reads the reports. */
export const managerToken = 'a-token-of-the-judge';
/** An admin, who may change the team too. */
export const adminToken = 'a-token-of-an-admin';

/** Everything that is stored before the first webhook comes: as the stores write it, which read it through their schemas. */
export function setupItems({ directory, leads, connections, dailyUntil }: Workload): SetupItem[] {
  const { workspace, name, settings, policy, agents, branches, departments, campaigns } = directory;
  const createdAt = leads[0]?.createdAt ?? '';
  const entities = { agent: agents, branch: branches, department: departments, campaign: campaigns, 'lead-status': builtInLeadStatuses };
  return [
    put('workspace', { ...workspaceKeys.part(workspace, 'workspace'), value: { name, createdAt } }),
    put('workspace', { ...workspaceKeys.part(workspace, 'settings'), value: settings }),
    put('workspace', { ...workspaceKeys.part(workspace, 'policy'), value: policy }),
    put('workspace', workspaceKeys.known(workspace)),
    ...Object.entries(entities).flatMap(([kind, all]) =>
      all.map((value) => put('workspace', { ...workspaceKeys.entity(workspace, kind, value.id), value })),
    ),
    tokenItem(workspace, { token: managerToken, role: 'manager', createdAt }),
    tokenItem(workspace, { token: adminToken, role: 'admin', createdAt }),
    ...(dailyUntil === undefined ? [] : [put('workspace', { ...workspaceKeys.run(workspace), dailyUntil })]),
    ...connections.map((connection) => {
      const { id, workspace: ws, fieldMap } = connection;
      return put('connections', {
        ...connectionKeys.connection(id),
        ws,
        ...connection,
        secretCount: connection.secrets.length,
        statusMap: [],
        fieldMap: fieldMap && Object.entries(fieldMap),
      });
    }),
    ...leads.map((lead) => put('leads', itemOfLead(lead))),
    ...agents.flatMap(({ id }) => {
      const load = leads.filter(({ owner }) => owner === id).length;
      return load > 0 ? [put('leads', { ...leadKeys.load(workspace, id), load })] : [];
    }),
  ];
}

function tokenItem(workspace: string, { token, role, createdAt }: { token: string; role: Role; createdAt: string }): SetupItem {
  const hash = createHash('sha256').update(token).digest('hex');
  const nobody = { agent: null, branch: null, department: null };
  return put('workspace', { ...workspaceKeys.token(hash), id: `t_${role}`, workspace, name: role, role, ...nobody, hash, createdAt });
}

function put(table: SetupItem['table'], item: object): SetupItem {
  return { table, item: marshall(item, { removeUndefinedValues: true }) };
}
