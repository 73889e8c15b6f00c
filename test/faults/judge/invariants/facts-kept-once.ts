import { callIdOf } from '../../../../shared/store/ids.ts';
import { genuine, isAcknowledged, mark } from '../trial.ts';
import type { Invariant } from './invariant.ts';

export const factsKeptOnce: Invariant = {
  says: 'each acknowledged fact is on exactly one call, and nothing else is on any',
  violations: ({ workload, sent, stored }) => {
    const { workspace } = workload.directory;
    const kept = stored.calls.flatMap(({ recorded: { id, facts } }) => facts.map((fact) => `${id} ${mark(fact.word, fact.occurredAt)}`));
    const counts = new Map<string, number>();
    for (const fact of kept) counts.set(fact, (counts.get(fact) ?? 0) + 1);
    const told = genuine(sent).map((one) => {
      const { call, said } = one.message;
      return { one, fact: `${callIdOf(workspace, call.connection.id, call.externalId)} ${mark(said.word, said.at)}` };
    });
    const all = new Set(told.map(({ fact }) => fact));
    return [
      ...told.flatMap(({ one, fact }) =>
        isAcknowledged(one) && !counts.has(fact) ? [`"${one.message.id}" was acknowledged and is lost`] : [],
      ),
      ...[...counts].flatMap(([fact, count]) => (count > 1 ? [`"${fact}" is stored ${count} times`] : [])),
      ...[...counts.keys()].flatMap((fact) => (all.has(fact) ? [] : [`"${fact}" is stored and nobody genuine said it`])),
    ];
  },
};
