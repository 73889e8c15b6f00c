import type { Mutant } from './mutant.ts';
import { startsAtLatest, straightToFunction } from './rewired.ts';

/** Every mistake that the judge has to see. A substitution whose text is no longer there stops the test: it has to follow the code. */
export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledge-before-storing',
    hurts: 'a call outcome that the dialler was told is safe is gone',
    functions: ['ingest'],
    substitutions: [
      {
        file: 'functions/ingest/save-call.ts',
        from: "return (await calls.save(call, { retentionDays })) === 'saved' ? call.id : undefined;",
        to: 'calls.save(call, { retentionDays }).catch(() => undefined); return call.id;',
      },
    ],
  },
  {
    name: 'check-then-insert',
    hurts: 'of two webhooks at the same moment, one is overwritten',
    functions: ['ingest'],
    substitutions: [
      {
        file: 'shared/store/dynamo-call-store.ts',
        from: 'Item: itemOfCall(call, retentionDays), ...condition }',
        to: 'Item: itemOfCall(call, retentionDays) }',
      },
    ],
  },
  {
    name: 'ignore-failed-entry-count',
    hurts: 'an event that the bus did not take is never told: the lead is not recycled',
    under: { 'fail-entries': 0.1 },
    functions: ['publish'],
    substitutions: [
      {
        file: 'shared/lambda/put-events.ts',
        from: 'return failedEntries(answer.Entries ?? [], events.length);',
        to: 'return answer.Entries ? [] : [];',
      },
    ],
  },
  {
    name: 'start-the-stream-at-latest',
    hurts: 'what is stored while the stack is being deployed is never published',
    under: { 'split-batch': 0.1 },
    rewire: startsAtLatest,
  },
  {
    name: 'rule-straight-to-the-function',
    hurts: 'an outcome whose handling failed three times is dropped, and nobody sees it',
    under: { throttle: 0.15, 'crash-before': 0.15 },
    functions: ['reassign'],
    substitutions: [
      {
        file: 'shared/lambda/queue-consumer.ts',
        from: 'for (const record of batch.Records) {',
        to: "for (const record of batch.Records ?? [{ messageId: 'direct', body: JSON.stringify(batch) }]) {",
      },
      {
        file: 'shared/lambda/queue-consumer.ts',
        from: 'batchItemFailures.push({ itemIdentifier: record.messageId });',
        to: 'if (!batch.Records) throw error; batchItemFailures.push({ itemIdentifier: record.messageId });',
      },
    ],
    rewire: straightToFunction('reassign'),
  },
  {
    name: 'counters-with-add',
    hurts: "a lead's attempts grow each time that the same news comes",
    under: { 'message-again': 0.2, 'event-again': 0.2 },
    functions: ['reassign', 'follow-up'],
    substitutions: [
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: '...leadReach(all) };',
        to: "...leadReach(all), attempts: lead.attempts + (call.call.direction === 'inbound' ? 0 : 1) };",
      },
      {
        file: 'shared/domain/lead-after-contact.ts',
        from: '...leadReach(calls),',
        to: "...leadReach(calls), attempts: lead.attempts + (call.call.direction === 'inbound' ? 0 : 1),",
      },
    ],
  },
  {
    name: 'go-on-after-a-failure',
    hurts: 'subscribers hear that a call was corrected before they hear that it ended',
    under: { 'fail-entries': 0.1, 'record-late': 0.1 },
    functions: ['publish'],
    substitutions: [
      {
        file: 'functions/publish/publish-changes.ts',
        from: 'for (const some of groups(changes)) {',
        to: 'let failedFirst: string | undefined; for (const some of groups(changes)) {',
      },
      {
        file: 'functions/publish/publish-changes.ts',
        from: 'if (first) return first.sequenceNumber;\n  }\n  return undefined;',
        to: 'if (first) failedFirst ??= first.sequenceNumber;\n  }\n  return failedFirst;',
      },
    ],
  },
  {
    name: 'signature-checked-after-parsing',
    hurts: 'anybody who knows the address fills the quarantine',
    functions: ['ingest'],
    substitutions: [
      {
        file: 'functions/ingest/ingest.ts',
        from: 'const verified = await verifiedConnection(known, request, dependencies);',
        to: `const around = await dependencies.directory(known.workspace);
  const reader = dependencies.diallers[known.dialler];
  const early = around && reader?.read(request, settingsOf(known, { directory: around, dialler: reader }), dependencies.now());
  if (early?.kind === 'unreadable' && around) return setAside(early.why, { connection: known, request, directory: around }, dependencies);
  const verified = await verifiedConnection(known, request, dependencies);`,
      },
    ],
  },
  {
    name: 'stale-signature-accepted',
    hurts: 'a webhook that somebody kept can be sent again for ever',
    functions: ['ingest'],
    substitutions: [
      { file: 'functions/ingest/diallers/verify-standard.ts', from: 'if (stale !== undefined) return unverified(stale);', to: '' },
    ],
  },
  {
    name: 'clear-a-mark-unseen',
    hurts: 'a call that came while its day was counted is in no report',
    under: { delay: 0.1, 'schedule-again': 0.3 },
    functions: ['rollup'],
    substitutions: [
      {
        file: 'shared/store/dynamo-report-store.ts',
        from: 'Key: reportKeys.dirty(workspace, day), ...condition }',
        to: 'Key: reportKeys.dirty(workspace, day) }',
      },
    ],
  },
  {
    name: 'save-a-lead-without-its-version',
    hurts: 'of two decisions at the same moment one is undone, and the load of an agent stays wrong',
    under: { delay: 0.1, 'split-batch': 0.5 },
    functions: ['reassign', 'follow-up'],
    substitutions: [
      {
        file: 'shared/store/lead-writes.ts',
        from: "? { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before.version } }",
        to: '? {}',
      },
    ],
  },
  {
    name: 'round-robin-outside-a-transaction',
    hurts: 'agents are passed over, or given more than they may have, because their load is wrong',
    under: { 'crash-before': 0.05, 'crash-after': 0.05 },
    functions: ['reassign'],
    substitutions: [
      {
        file: 'shared/store/save-lead.ts',
        from: "import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';",
        to: "import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';",
      },
      {
        file: 'shared/store/save-lead.ts',
        from: 'return more.length === 0 ? putLead(to, change) : writeAll(to, [lead, ...more]);',
        to: `const rest = more.filter((write) => !write.Update);
  const saved = rest.length === 0 ? await putLead(to, change) : await writeAll(to, [lead, ...rest]);
  if (saved === 'saved') for (const { Update } of more) if (Update) await to.documents.send(new UpdateCommand(Update));
  return saved;`,
      },
    ],
  },
  {
    name: 'last-write-wins-in-the-fold',
    hurts: 'a late or weaker word overwrites what really happened on the call',
    functions: ['ingest', 'publish'],
    substitutions: [
      {
        file: 'shared/domain/call-from.ts',
        from: 'const facts = inOrder([...new Map(said.map((fact) => [fact.id, fact])).values()]);',
        to: 'const facts = [...new Map(said.map((fact) => [fact.id, fact])).values()];',
      },
      {
        file: 'shared/domain/outcome-of.ts',
        from: 'const top = facts.reduce((most, fact) => Math.max(most, rank(fact)), 0);',
        to: 'const last = facts.at(-1); const top = last ? rank(last) : 0;',
      },
    ],
  },
  {
    name: 'day-in-utc',
    hurts: 'calls near midnight are in the report of another day',
    functions: ['ingest', 'publish'],
    substitutions: [
      {
        file: 'shared/domain/call-from.ts',
        from: 'day: dayOf(times.startedAt, frame.timezone),',
        to: "day: dayOf(times.startedAt, 'UTC'),",
      },
    ],
  },
];
