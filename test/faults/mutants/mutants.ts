import type { Mutant } from './mutant.ts';
import { keepsDeadLetters, startsAtLatest, straightToFunction, takesAnySource } from './rewired.ts';

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
    caughtBy: 3,
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
    caughtBy: 3,
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
    caughtBy: 9,
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
    name: 'dead-letters-kept-too-short',
    caughtBy: 2,
    hurts: 'what could not be handled is gone before anybody looks: its age counts from when it was first sent',
    under: { 'crash-before': 0.25 },
    rewire: keepsDeadLetters(10 * 60),
  },
  {
    name: 'counters-with-add',
    hurts: "a lead's attempts grow each time that the same news comes",
    under: { 'message-again': 0.2, 'event-again': 0.2 },
    functions: ['reassign', 'follow-up'],
    substitutions: [
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: '...withStatusOf(standing, all), ...leadReach(all) };',
        to: "...withStatusOf(standing, all), ...leadReach(all), attempts: lead.attempts + (call.call.direction === 'inbound' ? 0 : 1) };",
      },
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: '...withStatusAgain(standing, all, call.id), ...leadReach(all) };',
        to: "...withStatusAgain(standing, all, call.id), ...leadReach(all), attempts: before.attempts + (call.call.direction === 'inbound' ? 0 : 1) };",
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
    caughtBy: 11,
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
        from: 'const verified = await verifiedConnection(known, arrived, dependencies);',
        to: `const around = await dependencies.directory(known.workspace);
  const reader = dependencies.diallers[known.dialler];
  const early = around && reader?.read(arrived, settingsOf(known, { directory: around, dialler: reader }), dependencies.now());
  if (early?.kind === 'unreadable' && around) return setAside(early.why, { connection: known, request: arrived, directory: around }, dependencies);
  const verified = await verifiedConnection(known, arrived, dependencies);`,
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
    caughtBy: 11,
    hurts: 'a call that came while its day was counted is in no report',
    under: { delay: 0.5, 'split-batch': 0.5, 'record-late': 0.5, 'webhook-late': 0.5 },
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
    caughtBy: 25,
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
  {
    name: 'an-older-count-overwrites',
    caughtBy: 6,
    hurts: 'a day is put back to what it was before a late call came, and stays so',
    scenario: 'closed-days',
    under: { 'time-out': 0.02, delay: 0.2, 'schedule-again': 0.4 },
    functions: ['rollup', 'reports'],
    substitutions: [
      {
        file: 'shared/store/save-day.ts',
        from: "ConditionExpression: 'generation = :generation',",
        to: "ConditionExpression: 'generation >= :generation',",
      },
    ],
  },
  {
    name: 'a-day-said-done-before-its-rows',
    caughtBy: 12,
    hurts: 'managers read half a day, and one that was never finished passes for finished',
    scenario: 'closed-days',
    under: { 'crash-after': 0.06, delay: 0.3 },
    functions: ['rollup', 'reports'],
    substitutions: [
      {
        file: 'shared/store/save-day.ts',
        from: 'const guard = { Update: dayUpdate(to.table, day, { isLast }) };',
        to: 'const guard = { Update: dayUpdate(to.table, day, { isLast: true }) };',
      },
    ],
  },
  {
    name: 'restate-before-the-rows-stand',
    caughtBy: 5,
    hurts: 'a report that was printed changes twice in the list of restatements, or for nothing',
    scenario: 'closed-days',
    under: { 'crash-after': 0.06 },
    functions: ['rollup', 'reports'],
    substitutions: [
      {
        file: 'shared/store/save-day.ts',
        from: 'if (rows.length + restated.length === 0) return saveSummary(to, day);',
        to: `for (const put of restated) await writeUndisturbed(to, [put]);
  if (rows.length + restated.length === 0) return saveSummary(to, day);`,
      },
      { file: 'shared/store/save-day.ts', from: '...(isLast ? restated : [])]', to: ']' },
    ],
  },
  {
    name: 'restate-after-the-rows-stand',
    caughtBy: 20,
    hurts: 'a closed day changed, and nobody is told: the printed report is wrong without a word',
    scenario: 'closed-days',
    under: { 'crash-after': 0.06 },
    functions: ['rollup', 'reports'],
    substitutions: [
      {
        file: 'shared/store/save-day.ts',
        from: "  return 'saved';\n}\n\nfunction keyOf",
        to: "  for (const put of restated) await writeUndisturbed(to, [put]);\n  return 'saved';\n}\n\nfunction keyOf",
      },
      { file: 'shared/store/save-day.ts', from: '...(isLast ? restated : [])]', to: ']' },
    ],
  },
  {
    name: 'rebuilt-before-its-calls-moved',
    hurts: 'after a change of zone some calls stay on the days of the old one for good, because a function died',
    scenario: 'closed-days',
    under: { 'crash-after': 0.06 },
    functions: ['rollup', 'reports'],
    substitutions: [
      {
        file: 'functions/rollup/roll-up-workspace.ts',
        from: 'const readFrom = dependencies.now();',
        to: `const readFrom = dependencies.now();
  for (const mark of marks.filter(isRebuild)) await dependencies.reports.clearRebuild(mark);`,
      },
    ],
  },
  {
    name: 'cap-read-outside-the-transaction',
    caughtBy: 3,
    hurts: 'in a rush an agent is given more leads than they may have',
    scenario: 'assignment',
    under: { delay: 0.5, 'split-batch': 0.5 },
    functions: ['reassign', 'assign', 'assign-on-time'],
    substitutions: [
      {
        file: 'shared/store/lead-writes.ts',
        from: 'const limited = by === 1 && Number.isFinite(below);',
        to: 'const limited = false;',
      },
    ],
  },
  {
    name: 'previous-owners-forgotten-on-retry',
    caughtBy: 4,
    hurts: 'a lead goes back to who ignored it before, because somebody else wrote at the same moment',
    scenario: 'assignment',
    under: { delay: 0.5, 'split-batch': 0.5 },
    functions: ['reassign', 'assign', 'assign-on-time'],
    substitutions: [
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: 'const decision = await decideOnce({ call, directory, ahead: othersAhead(tries) }, dependencies);',
        to: `const policy = tries > 0 ? { ...directory.policy, excludePrevious: 0 } : directory.policy;
    const decision = await decideOnce({ call, directory: { ...directory, policy }, ahead: othersAhead(tries) }, dependencies);`,
      },
      {
        file: 'functions/assign/settle-decision.ts',
        from: 'const { workspace, policy, agents, settings } = directory;',
        to: 'const { workspace, agents, settings } = directory; const policy = { ...directory.policy, excludePrevious: 0 };',
      },
    ],
  },
  {
    name: 'deferred-lead-marked-before-it-is-decided-on',
    caughtBy: 7,
    hurts: 'a lead that had to wait is never looked at again, because a function died or somebody else wrote it',
    scenario: 'assignment',
    under: { 'crash-before': 0.02, 'crash-after': 0.02, delay: 0.1, 'schedule-again': 0.3 },
    functions: ['assign-on-time'],
    substitutions: [
      {
        file: 'functions/assign/settle-decision.ts',
        from: 'const { lead, decision, load } = next;',
        to: `const { lead: due, decision, load } = next;
    const lead = due.deferredUntil === null ? due : { ...due, deferredUntil: null, version: due.version + 1 };
    if (lead !== due) await leads.save({ before: due, after: lead, at: now() });`,
      },
    ],
  },
  {
    name: 'daily-run-again-and-again',
    hurts: 'leads are handed out at hours of which nobody knows, because nobody notes that the run of the day was made',
    scenario: 'assignment',
    under: { delay: 0.02 },
    functions: ['assign-on-time'],
    substitutions: [
      {
        file: 'shared/store/dynamo-assignment-runs.ts',
        from: "UpdateExpression: 'SET dailyUntil = :at, openRun = :id',",
        to: "UpdateExpression: 'SET openedAt = :at, openRun = :id',",
      },
    ],
  },
  {
    name: 'lease-from-the-start',
    caughtBy: 2,
    hurts: 'a call that is still going on is ended two hours after it began',
    scenario: 'lost-endings',
    functions: ['sweep'],
    substitutions: [
      { file: 'shared/domain/lost-ending.ts', from: 'secondsBetween(call.heardAt, now)', to: 'secondsBetween(call.startedAt, now)' },
    ],
  },
  {
    name: 'sweep-without-the-version',
    caughtBy: 7,
    hurts: 'what is told of a call at the moment when it is swept is gone',
    scenario: 'lost-endings',
    under: { delay: 0.3 },
    functions: ['sweep'],
    substitutions: [
      {
        file: 'shared/store/dynamo-call-store.ts',
        from: 'Item: itemOfCall(call, retentionDays), ...condition }',
        to: 'Item: itemOfCall(call, retentionDays) }',
      },
    ],
  },
  {
    name: 'swept-for-good',
    caughtBy: 2,
    hurts: 'a call counts as a conversation although its dialler said later that nobody picked up',
    scenario: 'lost-endings',
    functions: ['ingest', 'publish'],
    substitutions: [
      {
        file: 'shared/domain/call-from.ts',
        from: 'return telephony.some(({ signal }) => isTerminal(signal)) || !standIn ? telephony : [...telephony, standIn];',
        to: 'return !standIn ? telephony : [...telephony, standIn];',
      },
    ],
  },
  {
    name: 'newest-disposition-by-arrival',
    caughtBy: 33,
    hurts: 'what an agent corrected is overruled by an older word that its dialler tells of late',
    scenario: 'agents-log',
    functions: ['api', 'ingest', 'publish'],
    substitutions: [
      { file: 'shared/domain/call-from.ts', from: 'const disposed = lastDisposed(facts);', to: 'const disposed = lastDisposed(said);' },
    ],
  },
  {
    name: 'merged-call-stays',
    caughtBy: 2,
    hurts: 'a call that was logged and told counts twice',
    scenario: 'agents-log',
    functions: ['api', 'ingest', 'publish'],
    substitutions: [
      {
        file: 'shared/store/dynamo-call-store.ts',
        from: '{ TableName: table, Item: itemOfMerged(merged, call, retentionDays), ...stillAt(merged.version) },',
        to: '',
      },
    ],
  },
  {
    name: 'never-paired',
    caughtBy: 12,
    hurts: 'a call that was logged and told at the same moment counts twice',
    scenario: 'agents-log',
    under: { delay: 0.2 },
    functions: ['publish'],
    substitutions: [
      {
        file: 'functions/publish/publish-changes.ts',
        from: 'await Promise.all([markDays(changes, dependencies), pairCalls(changes, dependencies)]);',
        to: 'await markDays(changes, dependencies);',
      },
    ],
  },
  {
    name: 'halves-read-as-they-were',
    caughtBy: 6,
    hurts: 'a call that was logged and told counts twice, because each half saw the other as it was seconds ago',
    scenario: 'agents-log',
    under: { delay: 0.1, 'stale-read': 0.6 },
    functions: ['publish', 'ingest', 'api'],
    substitutions: [
      {
        file: 'shared/store/twins-near.ts',
        from: 'getMany(call.workspace, ids, { consistent: true })',
        to: 'getMany(call.workspace, ids)',
      },
    ],
  },
  {
    name: 'merged-without-the-version',
    caughtBy: 6,
    hurts: 'what is told, or corrected, at the moment when a log and its call become one is gone',
    scenario: 'agents-log',
    under: { delay: 0.4 },
    functions: ['api', 'ingest', 'publish'],
    substitutions: [
      {
        file: 'shared/store/dynamo-call-store.ts',
        from: 'Item: itemOfCall(call, retentionDays), ...stillAt(call.version - 1) },',
        to: 'Item: itemOfCall(call, retentionDays) },',
      },
      {
        file: 'shared/store/dynamo-call-store.ts',
        from: 'Item: itemOfMerged(merged, call, retentionDays), ...stillAt(merged.version) },',
        to: 'Item: itemOfMerged(merged, call, retentionDays) },',
      },
    ],
  },
  {
    name: 'follow-up-outside-the-transaction',
    caughtBy: 7,
    hurts: 'an agent is told that a next contact is kept, and nobody is to call the lead',
    scenario: 'agents-log',
    under: { 'crash-after': 0.1, 'message-late': 0.6 },
    functions: ['api'],
    substitutions: [
      {
        file: 'shared/store/dynamo-call-log.ts',
        from: 'const saved = await saveLead(leads, logged.lead, [callWrite(callsTable, logged), ...placeWrites(callsTable, logged)]);',
        to: `if ((await saveAlone(calls, logged)) !== 'saved') return 'conflict';
      const saved = await saveLead(leads, logged.lead);`,
      },
    ],
  },
  {
    name: 'decided-on-each-half',
    caughtBy: 22,
    hurts: 'a lead is given on twice for one call, because it was logged and told at the same moment',
    scenario: 'agents-log',
    under: { delay: 0.4 },
    functions: ['reassign'],
    substitutions: [
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: 'const ids = half === undefined ? [call.id] : [call.id, half];',
        to: 'const ids = half === undefined ? [call.id] : [call.id];',
      },
    ],
  },
  {
    name: 'redriven-webhook-removed-first',
    hurts: 'what was set aside is gone where reading it again breaks off',
    scenario: 'quarantine',
    under: { 'fail-before': 0.1, 'crash-before': 0.05 },
    functions: ['api'],
    substitutions: [
      {
        file: 'functions/api/quarantine.ts',
        from: '// It was verified when it came, and what it leaves unsaid happened then.',
        to: 'await dependencies.quarantine.remove(workspace, webhook.id);',
      },
    ],
  },
  {
    name: 'unreadable-webhook-dropped',
    hurts: 'what a dialler tells is lost while its connection is set up wrongly',
    scenario: 'quarantine',
    functions: ['ingest'],
    substitutions: [{ file: 'functions/ingest/ingest.ts', from: 'await quarantine.save({', to: 'void ({' }],
  },
  {
    name: 'contact-event-of-anybody',
    caughtBy: 2,
    hurts: 'whoever may put events on the default bus makes calls up',
    scenario: 'any-dialler',
    rewire: takesAnySource('amazon-connect'),
  },
  {
    name: 'contact-event-dropped',
    hurts: 'a call of Amazon Connect is missing where the database did not answer once',
    scenario: 'any-dialler',
    under: { 'fail-before': 0.35 },
    functions: ['amazon-connect'],
    substitutions: [
      { file: 'shared/lambda/queue-consumer.ts', from: 'batchItemFailures.push({ itemIdentifier: record.messageId });', to: '' },
    ],
  },
  {
    name: 'reminder-sent-twice',
    caughtBy: 3,
    hurts: 'an agent is reminded of the same call again, whenever a schedule runs twice or an index is late',
    scenario: 'follow-ups',
    under: { 'schedule-again': 0.5, delay: 0.1, 'lag-index': 0.1 },
    functions: ['sweep', 'publish'],
    substitutions: [
      {
        file: 'functions/sweep/tell-due-follow-ups.ts',
        from: 'if (!before || followUp?.id !== id || followUp.toldAt !== null || followUp.at > at) return false;',
        to: 'if (!before || followUp?.id !== id || followUp.at > at) return false;',
      },
      {
        file: 'functions/publish/follow-up-events.ts',
        from: "return before.toldAt === null && after.toldAt !== null ? 'Follow-up Due' : undefined;",
        to: "return before.toldAt !== after.toldAt ? 'Follow-up Due' : undefined;",
      },
    ],
  },
  {
    name: 'reminder-marked-before-it-is-told',
    caughtBy: 2,
    hurts: 'an agent is not reminded of whom they promised to call, because the function died in between',
    scenario: 'follow-ups',
    under: { 'crash-before': 0.03, 'crash-after': 0.03 },
    functions: ['sweep', 'publish'],
    substitutions: [
      {
        file: 'functions/publish/follow-up-events.ts',
        from: "return before.toldAt === null && after.toldAt !== null ? 'Follow-up Due' : undefined;",
        to: "return before.toldAt !== null && before.toldAt !== after.toldAt ? 'Follow-up Due' : undefined;",
      },
      {
        file: 'functions/sweep/tell-due-follow-ups.ts',
        from: "if ((await leads.save({ before, after: told(before, followUp, at), at })) === 'saved') return true;",
        to: `const marked = told(before, followUp, at);
    if ((await leads.save({ before, after: marked, at })) !== 'saved') continue;
    const again = new Date(Date.parse(at) + 1).toISOString();
    if (marked.followUp && (await leads.save({ before: marked, after: told(marked, marked.followUp, again), at: again })) === 'saved') return true;`,
      },
    ],
  },
  {
    name: 'a-part-noted-before-it-is-there',
    caughtBy: 4,
    hurts: 'an export whose function died is never finished, or lacks rows',
    scenario: 'exports',
    under: { 'crash-before': 0.04, 'crash-after': 0.04 },
    functions: ['export'],
    substitutions: [
      {
        file: 'functions/export/write-file.ts',
        from: 'const etag = await objects.putPart(at, at.parts.length + 1, bytes);',
        to: `const etag = \`"\${(await import('node:crypto')).createHash('md5').update(bytes).digest('hex')}"\`;
    const number = at.parts.length + 1;`,
      },
      {
        file: 'functions/export/write-file.ts',
        from: 'await turn.save({ checkpoint: at, rows, progress, failures: 0 });\n  };',
        to: 'await turn.save({ checkpoint: at, rows, progress, failures: 0 });\n    await objects.putPart(at, number, bytes);\n  };',
      },
    ],
  },
  {
    name: 'two-write-one-file',
    caughtBy: 4,
    hurts: 'a file has rows twice, or is given up, because a function that was thought dead went on with it',
    scenario: 'exports',
    under: { 'time-out': 0.03, 'message-again': 0.3, 'event-again': 0.3, delay: 0.2 },
    functions: ['export'],
    substitutions: [
      { file: 'functions/export/take-turn.ts', from: 'if (found.lease !== null && found.lease > now)', to: 'if (false)' },
      {
        file: 'shared/store/dynamo-export-store.ts',
        from: ": { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': one.version - 1 } };",
        to: ': {};',
      },
    ],
  },
  {
    name: 'rows-forgotten-on-going-on',
    caughtBy: 9,
    hurts: 'an export whose function died lacks the rows that it had read and not yet uploaded',
    scenario: 'exports',
    under: { 'crash-before': 0.04, 'crash-after': 0.04 },
    functions: ['export'],
    substitutions: [
      {
        file: 'functions/export/write-file.ts',
        from: '    if (waiting.bytes() >= partBytes) await addPart({}, progress);',
        to: '    if (waiting.bytes() >= partBytes) await addPart({}, progress);\n    else await turn.save({ checkpoint: noted({}), rows, progress, failures: 0 });',
      },
    ],
  },
  {
    name: 'decided-and-not-told',
    hurts: 'who listens to the bus, a CRM or an agent whom it tells of a new lead, never hears that a lead changed hands',
    functions: ['publish'],
    substitutions: [
      {
        file: 'functions/publish/change-of.ts',
        from: 'return { event: stored && leadEventOf(stored), dirtied: [], unpaired: undefined };',
        to: 'return { event: stored && leadEventOf(stored) && undefined, dirtied: [], unpaired: undefined };',
      },
    ],
  },
  {
    name: 'told-of-nobody',
    hurts: 'who listens to the bus credits nobody with the call, while reports credit its agent',
    functions: ['publish'],
    substitutions: [{ file: 'functions/publish/call-events.ts', from: 'agentId: call.agent?.id ?? null,', to: 'agentId: null,' }],
  },
  {
    name: 'status-without-history',
    caughtBy: 3,
    hurts: 'a lead has another status than the last one that its history tells of, and nobody can say why',
    functions: ['reassign', 'follow-up'],
    substitutions: [{ file: 'shared/store/lead-writes.ts', from: ': told\n      ?', to: ': told?.owner\n      ?' }],
  },
  {
    name: 'status-stays',
    hurts: 'a lead that nobody reached looks as if nobody had called it',
    functions: ['reassign', 'follow-up'],
    substitutions: [
      {
        file: 'shared/domain/status-steps.ts',
        from: 'status: leadStatusAfter(left.status, calls) }',
        to: 'status: calls.length > 0 ? left.status : leadStatusAfter(left.status, calls) }',
      },
    ],
  },
  {
    name: 'every-outcome-set-aside',
    caughtBy: 5,
    hurts: 'no lead is recycled: all of it lies in a dead-letter queue, where nothing is wrong but the code',
    functions: ['reassign'],
    substitutions: [
      {
        file: 'functions/reassign/reassign-lead.ts',
        from: "if (!call || !directory) return kept('superseded', 'the call or its workspace is gone');",
        to: "if (!call?.call.note || !directory) throw new Error('a call without a note');",
      },
    ],
  },
  {
    name: 'restated-without-a-cause',
    caughtBy: 2,
    hurts: 'a printed report is wrong, and nobody can say because of which call',
    scenario: 'closed-days',
    functions: ['publish'],
    substitutions: [
      {
        file: 'functions/publish/dirty-causes.ts',
        from: 'return named.map((kind) => ({ kind, callId: after.id, openSince }));',
        to: 'return named.slice(kinds.size).map((kind) => ({ kind, callId: after.id, openSince }));',
      },
    ],
  },
  {
    name: 'idempotency-key-forgotten',
    hurts: 'an export whose answer was lost is made twice',
    scenario: 'exports',
    under: { 'crash-after': 0.04, 'crash-at-end': 0.1 },
    functions: ['api'],
    substitutions: [
      {
        file: 'functions/api/exports.ts',
        from: 'operation: routes.createExport.operation, idempotencyKey }',
        to: 'operation: routes.createExport.operation, idempotencyKey: undefined }',
      },
    ],
  },
];
