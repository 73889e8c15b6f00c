import type { Lead } from '../../shared/domain/lead.ts';
import type { SourceDependencies } from './export-source.ts';

type Known = Pick<Lead, 'name' | 'phone'> | undefined;

const mostKept = 20_000;

/** Names and numbers of leads: each is read once in a while, however many calls it has. */
export function leadNames(leadsById: SourceDependencies['leadsById'], workspace: string) {
  const known = new Map<string, Known>();
  return async (ids: readonly string[]): Promise<(id: string | null) => Known> => {
    const missing = ids.filter((id) => !known.has(id));
    const found = missing.length === 0 ? [] : await leadsById(workspace, missing);
    if (known.size > mostKept) known.clear();
    const here = new Map<string, Known>(ids.map((id) => [id, known.get(id)]));
    for (const id of missing) known.set(id, undefined);
    for (const { id, name, phone } of found) {
      here.set(id, { name, phone });
      known.set(id, { name, phone });
    }
    return (id) => (id === null ? undefined : here.get(id));
  };
}
