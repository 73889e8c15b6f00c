import { createHash } from 'node:crypto';
import type { WebhookRequest } from '../../functions/ingest/diallers/dialler.ts';
import { diallers } from '../../functions/ingest/diallers/registry.ts';
import { type Teller, tellers } from '../functions/ingest/diallers/tellers.ts';
import { aConnection, now } from '../functions/ingest/diallers/webhooks.ts';
import { median, type Table } from './table.ts';

const rounds = 21;
const webhooksARound = 200;

/** What an adapter costs in CPU: a genuine webhook verified and read, against a hash and a parse of the same bytes in the same round. */
export function benchAdapters(): Table {
  const works = Object.entries(tellers).map(([kind, teller]) => ({ kind, ...worksOf(kind, teller) }));
  const figures = new Map(works.map(({ kind }) => [kind, { adapter: [] as number[], floor: [] as number[] }]));
  // By turns, so that a busy moment of the machine is everybody's.
  for (let round = 0; round < rounds; round++) {
    for (const { kind, adapter, floor } of works) {
      figures.get(kind)?.floor.push(microsEach(floor));
      figures.get(kind)?.adapter.push(microsEach(adapter));
    }
  }
  const standard = median(figures.get('standard')?.adapter ?? []);
  const rows = [...figures].map(([kind, { adapter, floor }]): [string, string] => {
    const micros = median(adapter);
    return [
      kind,
      `${(micros / median(floor)).toFixed(1)} × the floor, ${(micros / standard).toFixed(2)} × standard (${micros.toFixed(0)} µs)`,
    ];
  });
  return { name: 'Adapters: a webhook verified and read, in process; the floor is SHA-256 and parsing of its body', rows };
}

function worksOf(kind: string, teller: Teller): { adapter: () => void; floor: () => void } {
  const dialler = diallers[kind];
  if (!dialler) throw new Error(`Cannot measure "${kind}": it is not in the registry`);
  const request = teller.tell({ word: teller.words[0], second: 40, talkSeconds: 30 }, now);
  const settings = aConnection(teller.settings);
  const adapter = () => {
    if (!dialler.verify(request, settings, now).verified && !dialler.account)
      throw new Error(`Cannot measure "${kind}": its webhook does not verify`);
    if (dialler.read(request, settings, now).kind !== 'statements') throw new Error(`Cannot measure "${kind}": its webhook says nothing`);
  };
  return { adapter, floor: floorOf(request) };
}

/** The least that anybody could do with these bytes. */
function floorOf({ body }: WebhookRequest): () => unknown {
  const hash = () => createHash('sha256').update(body).digest('hex');
  const text = body.toString();
  const claims = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)?.[1];
  if (claims !== undefined) return () => [hash(), JSON.parse(Buffer.from(claims, 'base64url').toString())];
  if (text.startsWith('{')) return () => [hash(), JSON.parse(body.toString())];
  return () => [hash(), Object.fromEntries(new URLSearchParams(body.toString()))];
}

function microsEach(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < webhooksARound; n++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / webhooksARound;
}
