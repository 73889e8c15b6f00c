import { isTaken, type Sent } from '../dialler.ts';
import { genuine, isAcknowledged } from '../trial.ts';
import type { Message } from '../workload.ts';
import type { Invariant } from './invariant.ts';

/** After so long, a signature that was good when it was made is refused with good reason. */
const signatureLastsMs = 299_000;

export const honestAnswers: Invariant = {
  says: 'a forged or stale webhook is answered 401, a genuine one never; what says nothing readable is set aside once',
  violations: ({ sent, stored }) => {
    const unreadable = sent.filter(({ message }) => message.kind === 'unreadable');
    const [least, most] = [
      unreadable.some(({ attempts }) => attempts.some(({ answer }) => isTaken(answer))) ? 1 : 0,
      unreadable.length > 0 ? 1 : 0,
    ];
    const wrong = stored.quarantined < least || stored.quarantined > most;
    // A dialler tries for a quarter of an hour, and faults are seldom enough that a stack which takes less than half is broken.
    const all = genuine(sent);
    const taken = all.filter(isAcknowledged).length;
    return [
      ...(taken >= all.length / 2 ? [] : [`${taken} of ${all.length} genuine webhooks were taken in`]),
      ...sent.flatMap(wrongAnswers),
      ...(wrong ? [`${stored.quarantined} webhooks are in quarantine, where ${least} to ${most} were sent that belong there`] : []),
    ];
  },
};

const rightResults: Record<Message['kind'], readonly string[]> = {
  genuine: ['recorded', 'duplicate'],
  signed: ['recorded', 'duplicate', 'ignored'],
  unreadable: ['quarantined'],
  'not-about-a-call': ['ignored'],
  forged: [],
  stale: [],
};

function wrongAnswers({ message, attempts }: Sent): string[] {
  const results = rightResults[message.kind];
  return attempts.flatMap(({ answer, sentAtMs, answeredAtMs }) => {
    // 503 of ours, 500 and 503 of the gateway where a function died: the dialler sends it again.
    if (answer === 'lost' || answer.status >= 500) return [];
    const right =
      results.some((result) => answer.body.toString().includes(`"result":"${result}"`)) || (answer.status === 401 && results.length === 0);
    const outlived = answer.status === 401 && answeredAtMs - sentAtMs > signatureLastsMs;
    return right || outlived
      ? []
      : [`"${message.id}" (${message.kind}) was answered ${answer.status} ${answer.body.toString().slice(0, 120)}`];
  });
}
