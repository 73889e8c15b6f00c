import type { Breakdown } from './report-question.ts';
import type { Directory, Named } from './workspace.ts';

/** The parts of a workspace whose names a report shows. */
export type Names = Pick<Directory, 'agents' | 'branches' | 'departments' | 'campaigns'>;

const labelWithout: Record<Breakdown, string> = {
  none: 'All calls',
  status: 'No status',
  agent: 'No agent',
  branch: 'No branch',
  department: 'No department',
  campaign: 'No campaign',
  tag: 'No tag',
  direction: 'No direction',
  hour: 'No hour',
  'weekday-hour': 'No hour',
};

const directions: Record<string, string> = { inbound: 'Inbound', outbound: 'Outbound' };
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Reads keys of a breakdown for people. What is no longer in the workspace keeps its id: a report still counts it. */
export function labelsOf(by: Breakdown, names: Names): (key: string | null) => string {
  const read = readerOf(by, names);
  return (key) => (key === null ? labelWithout[by] : read(key));
}

function readerOf(by: Breakdown, names: Names): (key: string) => string {
  switch (by) {
    case 'agent':
      return nameIn(names.agents);
    case 'branch':
      return nameIn(names.branches);
    case 'department':
      return nameIn(names.departments);
    case 'campaign':
      return nameIn(names.campaigns);
    case 'direction':
      return (key) => directions[key] ?? key;
    case 'hour':
      return (key) => `${key}:00`;
    case 'weekday-hour':
      return (key) => `${weekdays[Number(key.slice(0, 1)) - 1]} ${key.slice(2)}:00`;
    case 'none':
    case 'status':
    case 'tag':
      return (key) => key;
  }
}

function nameIn(list: readonly Named[]): (key: string) => string {
  const byId = new Map(list.map(({ id, name }) => [id, name]));
  return (key) => byId.get(key) ?? key;
}
