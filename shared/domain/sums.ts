import type { ReportCall } from './report-call.ts';
import type { Sums } from './report-row.ts';

/** Every sum that a row keeps, in the order in which rows keep them. */
export const sumNames = [
  'calls',
  'attempts',
  'pickedUp',
  'connected',
  'conversations',
  'talkSeconds',
  'inbound',
  'inboundAnswered',
  'inboundMissed',
  'missed',
  'missedReturned',
] as const satisfies readonly (keyof Sums)[];

export function noSums(): Sums {
  return {
    calls: 0,
    attempts: 0,
    pickedUp: 0,
    connected: 0,
    conversations: 0,
    talkSeconds: 0,
    inbound: 0,
    inboundAnswered: 0,
    inboundMissed: 0,
    missed: 0,
    missedReturned: 0,
  };
}

/** Adds one ended call to sums. Whether a missed call was returned is known only once the following calls are. */
export function addCall(sums: Sums, call: ReportCall, conversationSeconds: number): void {
  const inbound = call.direction === 'inbound';
  const connected = call.talkSeconds > 0;
  const missed = call.status === 'Missed';
  sums.calls += 1;
  sums.talkSeconds += call.talkSeconds;
  if (inbound) sums.inbound += 1;
  else sums.attempts += 1;
  if (missed) sums.missed += 1;
  if (missed && inbound) sums.inboundMissed += 1;
  if (!connected) return;
  sums.connected += 1;
  if (inbound) sums.inboundAnswered += 1;
  else sums.pickedUp += 1;
  if (call.talkSeconds >= conversationSeconds) sums.conversations += 1;
}

/** Field by field, not over `sumNames`: it runs for every stored row of every report. */
export function addSums(into: Sums, more: Sums): void {
  into.calls += more.calls;
  into.attempts += more.attempts;
  into.pickedUp += more.pickedUp;
  into.connected += more.connected;
  into.conversations += more.conversations;
  into.talkSeconds += more.talkSeconds;
  into.inbound += more.inbound;
  into.inboundAnswered += more.inboundAnswered;
  into.inboundMissed += more.inboundMissed;
  into.missed += more.missed;
  into.missedReturned += more.missedReturned;
}
