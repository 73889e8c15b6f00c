import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoCall, inventCall, toldOf } from './demo-call.ts';
import { type DemoWebhook, standardWebhook, type Told, twilioWebhook } from './demo-webhook.ts';
import type { DemoConnections } from './demo-workspace.ts';

export type SimulatedDialler = {
  /** Calls on until the signal: a call every few seconds, an agent on one at a time, each told as it happens. */
  callOn: (signal: AbortSignal) => Promise<void>;
};

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
    async callOn(signal) {
      const run = Math.floor(Date.now() / 1000).toString(36);
      const onCall = new Set<number>();
      let calls = 0;
      while (!signal.aborted) {
        await sleep(2000 + random() * 4000, undefined, { signal }).catch(() => undefined);
        const call = inventCall(`${run}${String(calls++).padStart(6, '0')}`, new Date(), random);
        if (signal.aborted || onCall.has(call.agentNumber)) continue;
        onCall.add(call.agentNumber);
        live(call, signal)
          .catch(() => undefined)
          .finally(() => onCall.delete(call.agentNumber));
      }
    },
  };
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
