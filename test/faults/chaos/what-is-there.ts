import type { Client, Json } from '../../flows/a-client.ts';

/** What the stack says of itself, over its API. */
export type WhatIsThere = {
  /** With their facts. */
  calls: readonly Json[];
  leads: readonly Json[];
  decisionsOf: ReadonlyMap<string, readonly Json[]>;
  /** By breakdown; of all days that the run touches. */
  reports: ReadonlyMap<string, Json>;
  settings: Json;
  /** Webhooks in quarantine. */
  quarantined: number;
};

export type Days = { from: string; to: string };

export const askedBreakdowns = ['none', 'status', 'agent', 'tag', 'direction', 'hour'] as const;

const atOnce = 8;

/** Reads everything, after the days that are marked were rolled up. */
export async function whatIsThere(api: Client, { from, to }: Days): Promise<WhatIsThere> {
  const read = async (path: string): Promise<Json> => {
    const { status, body } = await api.get(path);
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const all = async (path: string): Promise<Json[]> => {
    const { items, next } = await read(path);
    const base = path.replace(/&cursor=.*/, '');
    return next === null ? items : [...items, ...(await all(`${base}&cursor=${encodeURIComponent(next)}`))];
  };
  const { status } = await api.post('/api/reports/rollup');
  if (status !== 200) throw new Error(`POST /api/reports/rollup was answered with ${status}.`);
  const listed = await all(`/api/calls?limit=500&from=${from}&to=${to}`);
  const leads = await all('/api/leads?limit=500');
  const decisions = await mapped(leads, async ({ id }) => [id, (await read(`/api/leads/${id}/decisions`)).items] as const);
  const reports = await mapped(askedBreakdowns, async (by) => [by, await read(`/api/reports?from=${from}&to=${to}&by=${by}`)] as const);
  return {
    calls: await mapped(listed, ({ id }) => read(`/api/calls/${id}`)),
    leads,
    decisionsOf: new Map(decisions),
    reports: new Map(reports),
    settings: await read('/api/settings'),
    quarantined: (await all('/api/quarantine?limit=500')).length,
  };
}

/** A few at a time: everything at once would be a load test. */
async function mapped<Item, Result>(items: readonly Item[], map: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(map))));
  }
  return results;
}
