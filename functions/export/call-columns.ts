import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Directory, Named } from '../../shared/domain/workspace.ts';
import { type Cell, type Cells, type Column, column } from './files/column.ts';

type CallRow = { recorded: RecordedCall; lead: { name: string | null; phone: string } | undefined; names: CallNames };

type CallColumn = Column & { of: (row: CallRow) => Cell };

/** The columns of calls, one call a row. */
export const callColumns: readonly CallColumn[] = [
  { ...column('callId', 'text', 24), of: ({ recorded }) => recorded.id },
  { ...column('day', 'day'), of: ({ recorded }) => recorded.call.day },
  { ...column('startedAt', 'instant'), of: ({ recorded }) => recorded.call.startedAt },
  { ...column('answeredAt', 'instant'), of: ({ recorded }) => recorded.call.answeredAt },
  { ...column('endedAt', 'instant'), of: ({ recorded }) => recorded.call.endedAt },
  { ...column('direction', 'text', 11), of: ({ recorded }) => recorded.call.direction },
  { ...column('status', 'text', 12), of: ({ recorded }) => recorded.call.status },
  { ...column('outcome', 'text', 12), of: ({ recorded }) => recorded.call.outcome },
  { ...column('disposition', 'text', 12), of: ({ recorded }) => recorded.call.disposition },
  { ...column('reason'), of: ({ recorded }) => recorded.call.reason },
  { ...column('connected', 'boolean'), of: ({ recorded }) => recorded.call.connected },
  { ...column('talkSeconds', 'number'), of: ({ recorded }) => recorded.call.talkSeconds },
  { ...column('ringSeconds', 'number'), of: ({ recorded }) => recorded.call.ringSeconds },
  { ...column('leadId', 'text', 24), of: ({ recorded }) => recorded.call.leadId },
  { ...column('leadName', 'text', 22), of: ({ lead }) => lead?.name ?? null },
  { ...column('leadPhone'), of: ({ recorded, lead }) => recorded.call.leadPhone ?? lead?.phone ?? null },
  { ...column('agentId'), of: ({ recorded }) => recorded.call.agent?.id ?? null },
  { ...column('agentName', 'text', 22), of: ({ recorded, names }) => names.agent(recorded.call.agent?.id) },
  { ...column('branch'), of: ({ recorded, names }) => names.branch(recorded.call.agent?.branch) },
  { ...column('department'), of: ({ recorded, names }) => names.department(recorded.call.agent?.department) },
  { ...column('campaign'), of: ({ recorded, names }) => names.campaign(recorded.call.campaign) },
  { ...column('tags'), of: ({ recorded }) => listed(recorded.call.tags) },
  { ...column('note', 'text', 40), of: ({ recorded }) => recorded.call.note },
  { ...column('dialler', 'text', 12), of: ({ recorded, names }) => names.dialler(recorded.connection) },
  { ...column('externalId', 'text', 24), of: ({ recorded }) => recorded.externalId },
  { ...column('recordingUrl', 'text', 30), of: ({ recorded }) => recorded.call.recordingUrl },
  { ...column('flags'), of: ({ recorded }) => listed(recorded.call.flags) },
];

export function callCells(row: CallRow): Cells {
  return callColumns.map(({ of }) => of(row));
}

/** Several words in one cell. */
export function listed(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join('; ');
}

type NameOf = (id: string | null | undefined) => string | null;
export type CallNames = { agent: NameOf; branch: NameOf; department: NameOf; campaign: NameOf; dialler: NameOf };

/** Reads ids for people; what is no longer in the workspace keeps its id, as in reports. */
export function namesOf(
  { agents, branches, departments, campaigns }: Directory,
  diallers: Readonly<Record<string, string>> = {},
): CallNames {
  const kinds = Object.entries(diallers).map(([id, name]) => ({ id, name }));
  return {
    agent: nameIn(agents),
    branch: nameIn(branches),
    department: nameIn(departments),
    campaign: nameIn(campaigns),
    dialler: nameIn(kinds),
  };
}

function nameIn(list: readonly Named[]): NameOf {
  const byId = new Map(list.map(({ id, name }) => [id, name]));
  return (id) => (id === null || id === undefined ? null : (byId.get(id) ?? id));
}
