import { toE164 } from '../../shared/contracts/phone.ts';
import { createLead } from '../../shared/contracts/routes/leads.ts';
import { blankLead } from '../../shared/domain/blank-lead.ts';
import type { Cause, Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { parseFields } from '../../shared/lambda/http/parse-fields.ts';
import { type FieldError, invalid, Problem } from '../../shared/lambda/http/problem.ts';
import { leadIdOf } from '../../shared/store/ids.ts';
import type { ImportColumn, ImportColumns } from './import-columns.ts';
import { leadFrom } from './lead-from.ts';
import { plainCell } from './plain-cell.ts';

export type Importing = { columns: ImportColumns; caller: Caller; directory: Directory; now: string; createdBy: Cause };

/** The lead that a line of a file says, by the same rules as one that is added alone; or what is wrong with the line. */
export function importedLead(cells: readonly string[], importing: Importing): Lead | readonly FieldError[] {
  try {
    return leadOf(cells, importing);
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return error.details.errors ?? [];
    throw error;
  }
}

function leadOf(cells: readonly string[], { columns, caller, directory, now, createdBy }: Importing): Lead {
  const surplus = cells.slice(columns.width).some((cell) => cell.trim() !== '');
  if (surplus)
    throw invalid([{ path: '', message: `it has ${cells.length} cells, the header ${columns.width}: is a comma not in quotes?` }]);
  const said = Object.fromEntries([...columns.at].flatMap(([column, at]) => saidBy(column, cells[at] ?? '', directory)));
  const fields = parseFields(createLead.body, said);
  const { workspace, settings } = directory;
  const phone = toE164(fields.phone, settings.region);
  if (phone === undefined) throw invalid([{ path: 'phone', message: `it is not a phone number of ${settings.region}` }]);
  const blank = blankLead({ id: leadIdOf(workspace, phone), workspace, phone, createdAt: now, createdBy });
  return leadFrom(blank, { fields, caller, directory, now });
}

function saidBy(column: ImportColumn, cell: string, directory: Directory): [ImportColumn, unknown][] {
  const text = plainCell(column, cell);
  return text === '' ? [] : [[column, meantBy(column, text, directory)]];
}

function meantBy(column: ImportColumn, text: string, { agents, campaigns, leadStatuses }: Directory): unknown {
  switch (column) {
    case 'tags':
      return text
        .split(/[;|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '');
    case 'owner':
      return idOf(column, text, agents);
    case 'campaign':
      return idOf(column, text, campaigns);
    case 'status':
      return idOf(column, text, leadStatuses);
    default:
      return text;
  }
}

type NamedThing = { id: string; name: string; email?: string };

/** By id, else by e-mail address or name in any case. */
function idOf(path: ImportColumn, text: string, all: readonly NamedThing[]): string {
  const sought = text.toLowerCase();
  const byId = all.filter(({ id }) => id === text);
  const found = byId.length > 0 ? byId : all.filter(({ name, email }) => [name, email].some((word) => word?.toLowerCase() === sought));
  const [one, ...others] = found;
  if (!one) throw invalid([{ path, message: `there is no "${text.slice(0, 60)}"` }]);
  if (others.length > 0) throw invalid([{ path, message: `${found.length} have the name "${text.slice(0, 60)}": write the id` }]);
  return one.id;
}
