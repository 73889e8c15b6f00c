import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoCall, inventCall, toldOf } from './demo-call.ts';
import { type DemoWebhook, standardWebhook, type Told, twilioWebhook } from './demo-webhook.ts';
import { type DemoConnections, inTurns } from './demo-workspace.ts';

export type History = { days: number; callsADay: number; before: Date };

export type SimulatedDialler = {
  /** Tells the end of every call of so many days before that moment, oldest first. The same again tells the same calls. */
  tellHistory: (history: History, signal: AbortSignal) => Promise<number>;
  /** Goes on calling until the signal: a call every few seconds, each told as it happens. */
  callOn: (signal: AbortSignal) => Promise<void>;
};

const dayMs = 86_400_000;

/** A dialler of each kind: what it does is invented, what it sends is real and signed. */
export function simulatedDialler(connections: DemoConnections, random: () => number): SimulatedDialler {
  async function tell(call: DemoCall, told: Told): Promise<void> {
    const usesTwilio = Number.parseInt(call.callId.slice(-1), 10) % 3 === 0;
    const { webhookUrl, secret } = usesTwilio ? connections.twilio : connections.standard;
    await send(usesTwilio ? twilioWebhook(webhookUrl, secret, told) : standardWebhook(webhookUrl, secret, told, new Date()));
  }

  async function live(call: DemoCall, signal: AbortSignal): Promise<void> {
    for (const told of toldOf(call)) {
      await sleep(Math.max(0, told.at.getTime() - Date.now()), undefined, { signal });
      await tell(call, told);
    }
  }

  return {
    async tellHistory({ days, callsADay, before }, signal) {
      const past = Array.from({ length: days * callsADay }, (_, n) => {
        const startedAt = momentOfWork(before, days - Math.floor(n / callsADay), random);
        return inventCall(`history${String(n).padStart(6, '0')}`, startedAt, random);
      });
      await inTurns(
        past.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()),
        async (call) => {
          signal.throwIfAborted();
          await tell(call, toldOf(call).at(-1) as Told); // every call has an end
        },
      );
      return past.length;
    },
    async callOn(signal) {
      const run = Math.floor(Date.now() / 1000).toString(36);
      let calls = 0;
      while (!signal.aborted) {
        await sleep(2000 + random() * 4000, undefined, { signal }).catch(() => undefined);
        if (!signal.aborted)
          live(inventCall(`${run}${String(calls++).padStart(6, '0')}`, new Date(), random), signal).catch(() => undefined);
      }
    },
  };
}

/** Some moment between 10:00 and 18:00 in India, that many days before. */
function momentOfWork(before: Date, daysAgo: number, random: () => number): Date {
  const midnightUtc = Math.floor(before.getTime() / dayMs) * dayMs;
  return new Date(midnightUtc - daysAgo * dayMs + (4.5 + random() * 8) * 3_600_000);
}

/** Sends it as diallers do, again after a moment where it was not taken. */
async function send({ url, headers, body }: DemoWebhook): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    const response = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response && response.status < 500) return;
    await sleep(500 * (tries + 1));
  }
}
