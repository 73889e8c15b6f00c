import type { Directory, Named } from '../../shared/domain/workspace.ts';

type Filters = Readonly<Record<string, string | boolean | undefined>>;

/** Filters for people: `Agent: Asha (a_6t9x2c5f8k1n)`. */
export function filterFacts(filters: Filters, directory: Directory): [label: string, value: string][] {
  const lists: Record<string, readonly Named[]> = {
    agent: directory.agents,
    owner: directory.agents,
    branch: directory.branches,
    department: directory.departments,
    campaign: directory.campaigns,
  };
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => {
    const named = lists[name]?.find(({ id }) => id === value)?.name;
    return [name.charAt(0).toUpperCase() + name.slice(1), named === undefined ? String(value) : `${named} (${value})`];
  });
}
