import { dayOf } from '../../shared/domain/business-day.ts';
import type { ExportQuestion } from '../../shared/domain/export.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { placeOfLead } from '../../shared/store/leads-in-order.ts';
import { listed, namesOf } from './call-columns.ts';
import { daysInWords, type ExportSource, type SourceContext, type SourceDependencies } from './export-source.ts';
import { type Cell, type Column, column } from './files/column.ts';
import { filterFacts } from './filter-facts.ts';

type Question = Extract<ExportQuestion, { kind: 'leads' }>;
type Names = ReturnType<typeof namesOf> & { status: (id: string) => string };
type LeadColumn = Column & { of: (lead: Lead, names: Names) => Cell };

const leadColumns: readonly LeadColumn[] = [
  { ...column('leadId', 'text', 24), of: ({ id }) => id },
  { ...column('name', 'text', 22), of: ({ name }) => name },
  { ...column('phone'), of: ({ phone }) => phone },
  { ...column('status'), of: ({ status }) => status },
  { ...column('statusName'), of: ({ status }, names) => names.status(status) },
  { ...column('ownerId'), of: ({ owner }) => owner },
  { ...column('ownerName', 'text', 22), of: ({ owner }, names) => names.agent(owner) },
  { ...column('tags'), of: ({ tags }) => listed(tags) },
  { ...column('campaign'), of: ({ campaign }, names) => names.campaign(campaign) },
  { ...column('source'), of: ({ source }) => source },
  { ...column('attempts', 'number'), of: ({ attempts }) => attempts },
  { ...column('recycles', 'number'), of: ({ recycles }) => recycles },
  { ...column('lastCallAt', 'instant'), of: ({ lastCallAt }) => lastCallAt },
  { ...column('lastConnectedAt', 'instant'), of: ({ lastConnectedAt }) => lastConnectedAt },
  { ...column('followUpAt', 'instant'), of: ({ followUp }) => followUp?.at ?? null },
  { ...column('followUpNote', 'text', 40), of: ({ followUp }) => followUp?.note ?? null },
  { ...column('createdAt', 'instant'), of: ({ createdAt }) => createdAt },
];

/** Leads in the order in which they were made. */
export function leadSource({ filters }: Question, context: SourceContext, { leadsInOrder }: SourceDependencies): ExportSource {
  const { directory, timezone, createdAt } = context;
  const statusName = new Map(directory.leadStatuses.map(({ id, name }) => [id, name]));
  const names: Names = { ...namesOf(directory), status: (id) => statusName.get(id) ?? id };
  const statuses = filters.status === undefined ? directory.leadStatuses.map(({ id }) => id) : [filters.status];
  const { from, to, ...others } = filters;
  return {
    title: 'Leads',
    columns: leadColumns,
    goesOn: true,
    facts: [['Leads made', daysInWords(from, to)], ...filterFacts(others, directory)],
    pages: async function* (after) {
      let first: string | undefined;
      for await (const leads of leadsInOrder({ workspace: directory.workspace, statuses, after })) {
        const last = leads.at(-1);
        if (last === undefined) continue;
        first ??= leads[0]?.createdAt ?? last.createdAt;
        const rows = leads.filter((lead) => isAsked(lead, filters, timezone)).map((lead) => leadColumns.map(({ of }) => of(lead, names)));
        yield { rows, place: placeOfLead(last), progress: share(first, last.createdAt, createdAt) };
      }
    },
  };
}

function isAsked({ owner, campaign, tags, createdAt }: Lead, filters: Question['filters'], timezone: string): boolean {
  const day = filters.from === undefined && filters.to === undefined ? '' : dayOf(createdAt, timezone);
  return (
    (filters.owner === undefined || owner === filters.owner) &&
    (filters.campaign === undefined || campaign === filters.campaign) &&
    (filters.tag === undefined || tags.includes(filters.tag)) &&
    (filters.from === undefined || day >= filters.from) &&
    (filters.to === undefined || day <= filters.to)
  );
}

/** How far a moment is on the way from one to another. */
function share(from: string, at: string, to: string): number {
  const whole = Date.parse(to) - Date.parse(from);
  return whole <= 0 ? 1 : Math.min(1, (Date.parse(at) - Date.parse(from)) / whole);
}
