import { isDeepStrictEqual } from 'node:util';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { Json } from '../../flows/a-client.ts';
import { reportFromCalls } from '../../shared/domain/report-oracle.ts';
import type { Team } from './a-team.ts';
import type { ToldCall } from './invented-calls.ts';
import type { Delivery } from './retrying-dialler.ts';
import type { Days, WhatIsThere } from './what-is-there.ts';

export type Evidence = {
  told: readonly ToldCall[];
  deliveries: readonly Delivery[];
  there: WhatIsThere;
  loads: ReadonlyMap<string, number>;
  team: Pick<Team, 'agents'>;
  days: Days;
};

/** What was looked at, and what was wrong with it. */
export type Finding = { invariant: string; checked: number; violations: readonly string[] };

/** Leads of these are no work for their owner any more. */
const closed = ['not-interested', 'wrong-number', 'customer'];

/** What must hold once it is quiet, whatever was killed meanwhile: known from what was sent, and from what can be read. */
export function findings(evidence: Evidence): Finding[] {
  const byExternalId = Map.groupBy(evidence.there.calls, ({ externalId }: Json): string => externalId);
  const callOf = ({ externalId }: { externalId: string }): Json => byExternalId.get(externalId)?.[0];
  const { deliveries, told, there, loads } = evidence;
  return [
    finding('every webhook was acknowledged in the end', deliveries, ({ callId, result }) => callId === undefined && result),
    finding('every acknowledged webhook is on exactly one call', deliveries, ({ callId, webhook }) => {
      const ids = byExternalId.get(webhook.externalId)?.map(({ id }) => id) ?? [];
      return callId !== undefined && ids.join() !== callId && `it was acknowledged as ${callId}, and is on [${ids}]`;
    }),
    finding('each call equals the fold of what was sent', told, (call) => difference(shown(callOf(call)), expected(call, evidence))),
    finding('nothing is there that nobody sent', there.calls, ({ externalId }) => !told.some((call) => call.externalId === externalId)),
    finding('each recyclable outcome has exactly one decision', told, (call) => wrongDecisions(call, callOf(call), there)),
    finding('the load of each agent equals the leads that they own', [...evidence.team.agents.values()], (agent) => {
      const owned = there.leads.filter(({ owner, status }) => owner?.id === agent && !closed.includes(status)).length;
      return (loads.get(agent) ?? 0) !== owned && `the load is ${loads.get(agent) ?? 0}, and they own ${owned}`;
    }),
    finding('reports equal what the calls that were sent come to', [...there.reports], ([by, report]) => wrongReport(by, report, evidence)),
    finding('no genuine webhook is in quarantine', [there.quarantined], (count) => count > 0 && `${count} are`),
  ];
}

function finding<Item>(invariant: string, items: readonly Item[], wrong: (item: Item) => string | boolean | undefined): Finding {
  const violations = items.flatMap((item) => {
    const why = wrong(item);
    return why ? [`${nameOf(item)}: ${why === true ? 'it is' : why}`] : [];
  });
  return { invariant, checked: items.length, violations };
}

/** Never a number or a name of a person, nor a message: only ids that this run has made up. */
function nameOf(item: unknown): string {
  if (Array.isArray(item)) return String(item[0]);
  if (typeof item !== 'object' || item === null) return String(item);
  if ('webhook' in item) return nameOf(item.webhook);
  return 'externalId' in item ? String(item.externalId) : 'it';
}

type Shown = Record<string, unknown> | undefined;

function shown(call: Json): Shown {
  if (call === undefined) return undefined;
  const { status, talkSeconds, connected, direction, startedAt, endedAt, tags, facts } = call;
  const agent = call.agent?.id ?? null;
  return { status, talkSeconds, connected, direction, startedAt, endedAt, tags, facts: facts.length, agent, phone: call.lead?.phone };
}

function expected(call: ToldCall, { team }: Evidence): Shown {
  const { status, talkSeconds, direction, startedAt, endedAt, lead, webhooks } = call;
  return {
    ...{ status, talkSeconds, connected: talkSeconds > 0, direction, startedAt, endedAt },
    tags: [...lead.tags],
    facts: webhooks.length,
    agent: agentOf(call, team),
    phone: lead.phone,
  };
}

function difference(is: Shown, should: Shown): string | undefined {
  if (is === undefined) return 'it is not there';
  const wrong = Object.entries(should ?? {}).filter(([name, value]) => !isDeepStrictEqual(sameInstant(is[name]), sameInstant(value)));
  return wrong.map(([name, value]) => `${name} is ${JSON.stringify(is[name])}, not ${JSON.stringify(value)}`).join('; ') || undefined;
}

/** `…:00Z` and `…:00.000Z` are the same moment. */
function sameInstant(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
}

function wrongDecisions({ decisions }: ToldCall, call: Json, { decisionsOf }: WhatIsThere): string | undefined {
  if (call === undefined) return undefined;
  const made = (decisionsOf.get(call.lead?.id) ?? []).filter(({ callId }) => callId === call.id).length;
  return decisions.includes(made) ? undefined : `it has ${made} decisions, not ${decisions.join(' or ')}`;
}

function wrongReport(by: Json, { rows, totals }: Json, { told, team, days, there }: Evidence): string | undefined {
  const calls = told.map((call): ReportCall => reportCallOf(call, { agent: agentOf(call, team), timezone: there.settings.timezone }));
  const truth = reportFromCalls(calls, { ...days, interval: 'day', by, filters: {} }, there.settings);
  const is = sorted(rows.map(({ label: _, ...row }: Json) => withoutIntervals(row)));
  const should = sorted(truth.rows);
  if (isDeepStrictEqual(withoutIntervals(totals), truth.totals) && isDeepStrictEqual(is, should)) return undefined;
  const wrong = is.filter((row) => !should.some((other) => isDeepStrictEqual(row, other))).map(({ period, key }) => `${period} ${key}`);
  return `${totals.calls} calls are counted, not ${truth.totals.calls}; ${is.length} rows, not ${should.length}; wrong: ${wrong.slice(0, 3).join(', ')}`;
}

/** An interval follows from the numbers beside it, which the truth has alone. */
function withoutIntervals(row: Json): Json {
  return JSON.parse(JSON.stringify(row, (name, value) => (name === 'interval' ? undefined : value)));
}

function sorted(rows: readonly Json[]): Json[] {
  const keyOf = ({ period, key }: Json) => `${period}|${key}`;
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function agentOf({ agentEmail }: ToldCall, { agents }: Pick<Team, 'agents'>): string | null {
  return agentEmail === null ? null : (agents.get(agentEmail) ?? null);
}

function reportCallOf(call: ToldCall, { agent, timezone }: { agent: string | null; timezone: string }): ReportCall {
  const { externalId: id, startedAt, endedAt, status, direction, talkSeconds, lead } = call;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(new Date(startedAt));
  const nowhere = { branch: null, department: null, campaign: null };
  return {
    ...nowhere,
    id,
    day,
    startedAt,
    endedAt,
    ended: true,
    status,
    direction,
    talkSeconds,
    agent,
    tags: lead.tags,
    leadId: lead.phone,
  };
}
