import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '../../../local/demo/seeded-random.ts';
import { clientOf } from '../../flows/a-client.ts';
import { aTeam, type Team } from './a-team.ts';
import type { ChaosOptions } from './chaos-options.ts';
import type { DisruptionKind } from './disruption-kinds.ts';
import { disruptions, type Scene } from './disruptions.ts';
import { type Finding, findings } from './invariants.ts';
import { inventedCalls, type ToldCall } from './invented-calls.ts';
import { type KeptRedial, keptRedial } from './kept-redial.ts';
import { type Patience, patience } from './patience.ts';
import { type Delivery, deliver } from './retrying-dialler.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import { storedLoads } from './stored-loads.ts';
import { whatIsThere } from './what-is-there.ts';

export type Done = { kind: DisruptionKind; atSeconds: number; tookMs: number; failure: string | undefined };

export type ChaosReport = {
  webhooks: number;
  attempts: number;
  done: readonly Done[];
  /** Kinds that this machine cannot have, and why. */
  skipped: ReadonlyMap<DisruptionKind, string>;
  starts: number;
  quietAfterMs: number;
  findings: readonly Finding[];
};

type Say = (line: string) => void;
type Stage = { options: ChaosOptions; redial: KeptRedial; disk: SmallDisk | undefined; say: Say };

const token = 'a-token-for-chaos';
/** How long diallers go on trying after the last disruption without any of them being answered. */
const diallersTryForMs = 90_000;
/** A message whose function died is hidden for 180 s (the visibility timeout of the template's queues) before it is tried again. */
const quietWithinMs = 240_000;
/** Where a busy machine is slow and gets on, this is enough. */
const longestMs = 900_000;

/** Runs the whole stack, sends webhooks, disrupts it, and looks at what is left. Throws where it cannot begin. */
export async function runChaos(options: ChaosOptions, say: Say): Promise<ChaosReport> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'redial-chaos-'));
  const mounted = options.kinds.includes('disk') ? smallDisk(dataFolder) : undefined;
  const disk = mounted && 'fill' in mounted ? mounted : undefined;
  const skipped = new Map<DisruptionKind, string>(mounted && 'why' in mounted ? [['disk', mounted.why]] : []);
  const tidyUp = () => {
    disk?.unmount();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  process.once('exit', tidyUp);
  let redial: KeptRedial | undefined;
  try {
    redial = await keptRedial({ dataFolder, token, debuggable: options.kinds.includes('worker') });
    return await play({ options: { ...options, kinds: options.kinds.filter((kind) => !skipped.has(kind)) }, redial, disk, say }, skipped);
  } finally {
    await redial?.stop();
    process.off('exit', tidyUp);
    tidyUp();
  }
}

async function play(stage: Stage, skipped: ChaosReport['skipped']): Promise<ChaosReport> {
  const { options, redial, say } = stage;
  const api = clientOf(redial.url, token);
  const team = await aTeam(api);
  const begun = Date.now();
  const over = new AbortController();
  const told: ToldCall[] = [];
  const sending = sendWebhooks({ options, team, told, over: over.signal });
  const done = await disrupt(stage, begun).finally(() => over.abort());
  const deliveries = await sending;
  say(`${deliveries.length} webhooks of ${told.length} calls were sent; waiting until it is quiet.`);

  const quietFrom = Date.now();
  const found = await untilQuiet(say, async () => {
    const { workspace, days } = { workspace: (await api.get('/api/workspaces')).body.items[0].id, days: daysOf(begun) };
    const there = await whatIsThere(api, days);
    return findings({ told, deliveries, there, loads: await storedLoads(redial, workspace), team, days });
  });
  const attempts = deliveries.reduce((sum, delivery) => sum + delivery.attempts, 0);
  const starts = redial.starts();
  const stopped = { invariant: 'it stops when it is asked to', checked: 1, violations: wrongStop(await redial.stop()) };
  const all = [...found, recovery(done), stopped];
  return { webhooks: deliveries.length, attempts, done, skipped, starts, quietAfterMs: Date.now() - quietFrom, findings: all };
}

type Sending = { options: ChaosOptions; team: Team; told: ToldCall[]; over: AbortSignal };

/** At a steady rate, each with its own retries; messages of some calls at a time, in any order. */
async function sendWebhooks({ options: { rate, seed }, team, told, over }: Sending): Promise<Delivery[]> {
  const next = inventedCalls(team, { seed, now: Date.now() });
  const random = seededRandom(seed + 1);
  const waiting: ToldCall['webhooks'] = [];
  const underWay: Promise<Delivery>[] = [];
  let trying: Patience | undefined;
  over.addEventListener('abort', () => {
    trying = patience({ withoutSignMs: diallersTryForMs, longestMs, now: Date.now });
  });
  const send = async (webhook: ToldCall['webhooks'][number]): Promise<Delivery> => {
    const delivery = await deliver(webhook, team.connections[webhook.dialler], () => trying?.lasts() ?? true);
    if (delivery.callId !== undefined) trying?.sign();
    return delivery;
  };
  const begun = Date.now();
  while (!over.aborted || waiting.length > 0) {
    while (!over.aborted && waiting.length < 20) {
      const call = next();
      told.push(call);
      waiting.push(...call.webhooks);
    }
    const [webhook] = waiting.splice(Math.floor(random() * waiting.length), 1);
    if (webhook) underWay.push(send(webhook));
    await setTimeout(Math.max(0, begun + (underWay.length * 1000) / rate - Date.now()));
  }
  return Promise.all(underWay);
}

/** One after the other, each kind in turn and at least once, at moments that nobody knows but the seed. */
async function disrupt({ options: { kinds, seed, minutes }, redial, disk, say }: Stage, begun: number): Promise<Done[]> {
  const random = seededRandom(seed + 2);
  const scene: Scene = { redial, disk, below: (count) => Math.floor(random() * count) };
  const done: Done[] = [];
  for (let turn = 0; ; turn++) {
    await setTimeout(1_000 + scene.below(3_000));
    const kind = kinds[turn % kinds.length];
    if (kind === undefined || (turn >= kinds.length && Date.now() >= begun + minutes * 60_000)) return done;
    const startedMs = Date.now();
    const failure = await disruptions[kind](scene).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    done.push({ kind, atSeconds: Math.round((startedMs - begun) / 1000), tookMs: Date.now() - startedMs, failure });
    say(`${Math.round((startedMs - begun) / 1000)} s: ${kind}, ${failure ?? `answers again after ${Date.now() - startedMs} ms`}`);
  }
}

/** Looks again until all is as it must be, or has not come closer to it for long; answers the last look. */
async function untilQuiet(say: Say, look: () => Promise<Finding[]>): Promise<Finding[]> {
  const looking = patience({ withoutSignMs: quietWithinMs, longestMs, now: Date.now });
  let fewest = Number.POSITIVE_INFINITY;
  for (let looks = 1; ; looks++) {
    const found = await look();
    const wrong = found.filter(({ violations }) => violations.length > 0);
    const count = wrong.reduce((sum, { violations }) => sum + violations.length, 0);
    if (count < fewest) looking.sign();
    fewest = Math.min(fewest, count);
    if (count === 0 || !looking.lasts()) return found;
    if (looks % 5 === 0)
      say(`Not quiet yet: ${wrong.map(({ invariant, violations }) => `${invariant} (${violations.length} not)`).join('; ')}.`);
    await setTimeout(1_000);
  }
}

/** The days of the calls, the first and the last with room for zones. */
function daysOf(now: number): { from: string; to: string } {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(now - 5 * 86_400_000), to: day(now + 86_400_000) };
}

function recovery(done: readonly Done[]): Finding {
  const violations = done.flatMap(({ kind, failure }) => (failure === undefined ? [] : [`${kind}: ${failure}`]));
  return { invariant: 'it recovers from every disruption by itself', checked: done.length, violations };
}

function wrongStop(code: number | null): string[] {
  return code === 0 ? [] : [`it ended with ${code}`];
}
