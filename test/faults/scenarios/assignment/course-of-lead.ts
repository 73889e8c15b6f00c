import type { Lead } from '../../../../shared/domain/lead.ts';
import type { RecordedDecision } from '../../../../shared/domain/reassignment.ts';
import type { Trial } from '../../judge/trial.ts';

/** Who had a lead just before something happened to it. */
export type Standing = {
  owner: string | null;
  /** Newest first. */
  owners: readonly string[];
  recycles: number;
  /** When the present owner got it. */
  since: string | null;
};

/** What gave a lead to somebody, or took it away, or said why not: in the order in which it happened to the lead. */
export type Step = { before: Standing; version: number } & (
  | { by: 'decision'; decision: RecordedDecision }
  | { by: 'person'; at: string; from: string | null; to: string | null }
);

type Happened = { version: number } & (
  | { by: 'decision'; decision: RecordedDecision }
  | { by: 'person'; at: string; from: string | null; to: string | null }
);

/** Told from what was stored of the lead beside it: its versions put it in order, no clock does. */
export function courseOf(lead: Lead, { workload, stored }: Trial): { steps: Step[]; end: Standing } {
  const decided = stored.decisions
    .filter(({ decision }) => decision.leadId === lead.id)
    .map(({ decision, leadVersion }): Happened => ({ version: leadVersion, by: 'decision', decision }));
  const given = stored.changes.flatMap(({ leadId, version, at, owner }): Happened[] =>
    leadId === lead.id && owner ? [{ version, by: 'person', at, ...owner }] : [],
  );
  const began = workload.leads.find(({ id }) => id === lead.id);
  let standing: Standing = {
    owner: began?.owner ?? null,
    owners: began?.owners ?? [],
    recycles: 0,
    since: began?.assignedAt ?? null,
  };
  const steps: Step[] = [];
  for (const one of [...decided, ...given].sort((a, b) => a.version - b.version)) {
    steps.push({ ...one, before: standing });
    standing = after(standing, one);
  }
  return { steps, end: standing };
}

function after(before: Standing, one: Happened): Standing {
  if (one.by === 'person') {
    const owners = one.to === null ? before.owners : [one.to, ...before.owners.filter((id) => id !== one.to)];
    return { owner: one.to, owners, recycles: 0, since: one.to === null ? null : one.at };
  }
  const { decision } = one;
  if (decision.kind === 'pooled') return { ...before, owner: null };
  if (!('to' in decision)) return before;
  return {
    owner: decision.to,
    owners: [decision.to, ...before.owners],
    recycles: before.recycles + (decision.kind === 'reassigned' ? 1 : 0),
    since: decision.at,
  };
}
