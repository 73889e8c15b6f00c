import { dayOf } from '../../shared/domain/business-day.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import { labelsOf } from '../../shared/domain/labels-of.ts';
import { definitionsVersion } from '../../shared/domain/metrics.ts';
import { type LeadForReach, type Reach, type ReachBreakdown, reachTally } from '../../shared/domain/reach.ts';
import { compare } from '../../shared/domain/said.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { Problem } from '../../shared/lambda/http/problem.ts';

type Filter = string | undefined;
export type ReachQuestion = { by: ReachBreakdown; asOf?: Day | undefined; tag?: Filter; campaign?: Filter; owner?: Filter };

export type ReachDependencies = {
  directory: Directory;
  /** Every lead of the workspace with one of these statuses; one may come twice. */
  leads: (workspace: string, statuses: readonly string[]) => AsyncIterable<LeadForReach[]>;
  now: () => Instant;
};

/** As many as are read well within the time of an answer. */
const mostLeads = 250_000;

const keysBy: Record<ReachQuestion['by'], (lead: LeadForReach) => readonly (string | null)[]> = {
  tag: ({ tags }) => (tags.length === 0 ? [null] : [...new Set(tags)]),
  campaign: ({ campaign }) => [campaign],
  owner: ({ owner }) => [owner],
};

/** How many leads were attempted and reached by the end of a day: leads as they are tagged and owned now, by their first calls. */
export async function answerReach(question: ReachQuestion, { directory, leads, now }: ReachDependencies) {
  const { workspace, settings, leadStatuses } = directory;
  const asOf = question.asOf ?? dayOf(now(), settings.timezone);
  const tally = () => reachTally(asOf, settings.timezone);
  const [totals, groups, seen] = [tally(), new Map<string | null, ReturnType<typeof tally>>(), new Set<string>()];
  for await (const page of leads(
    workspace,
    leadStatuses.map(({ id }) => id),
  )) {
    for (const lead of page) {
      if (seen.has(lead.id) || !isAsked(lead, question)) continue;
      seen.add(lead.id);
      totals.add(lead);
      for (const key of keysBy[question.by](lead)) groupOf(groups, key, tally).add(lead);
    }
    if (seen.size > mostLeads) throw tooMany();
  }
  const label = labelsOf(question.by === 'owner' ? 'agent' : question.by, directory);
  const rows = [...groups].map(([key, group]) => ({ key, label: label(key), ...group.reach() })).filter((row) => row.leads > 0);
  return {
    asOf,
    by: question.by,
    timezone: settings.timezone,
    definitions: definitionsVersion,
    rows: rows.sort(inOrder),
    totals: totals.reach(),
  };
}

function isAsked({ tags, campaign, owner }: LeadForReach, question: ReachQuestion): boolean {
  if (question.tag !== undefined && !tags.includes(question.tag)) return false;
  if (question.campaign !== undefined && campaign !== question.campaign) return false;
  return question.owner === undefined || owner === question.owner;
}

function groupOf<Tally>(groups: Map<string | null, Tally>, key: string | null, made: () => Tally): Tally {
  const group = groups.get(key) ?? made();
  groups.set(key, group);
  return group;
}

type Row = { key: string | null; label: string } & Reach;

function inOrder(a: Row, b: Row): number {
  return Number(a.key === null) - Number(b.key === null) || compare(a.label, b.label) || compare(a.key ?? '', b.key ?? '');
}

function tooMany(): Problem {
  return new Problem(400, `Cannot count the reach of more than ${mostLeads} leads in one answer: ask for one tag, campaign or owner`);
}
