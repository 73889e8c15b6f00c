import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Bus, type BusOptions, createBus } from '../../../local/events/bus.ts';
import { type QueueMessage, UnknownQueueError } from '../../../local/queue-sender.ts';
import type { RuleWiring, TargetWiring } from '../../../local/wiring.ts';
import { aFolder } from '../a-folder.ts';
import { aHurriedWorld } from '../a-hurried-world.ts';
import { until } from '../until.ts';

const queueArn = 'arn:aws:sqs:ap-south-1:000000000000:reassign';
const functionArn = 'arn:aws:lambda:ap-south-1:000000000000:function:reassign';
const ruleArn = 'arn:aws:events:ap-south-1:000000000000:rule/redial/unanswered';

function aTarget(overrides: Partial<TargetWiring> = {}): TargetWiring {
  return {
    id: 'Target0',
    arn: queueArn,
    deadLetterQueueArn: 'arn:dead',
    maximumRetryAttempts: 185,
    maximumEventAgeSeconds: 86_400,
    ...overrides,
  };
}

function aRule(overrides: Partial<RuleWiring> = {}): RuleWiring {
  const pattern = { source: ['redial'], detail: { status: ['Busy'] } };
  return { logicalId: 'Unanswered', name: 'unanswered', arn: ruleArn, busName: 'redial', pattern, targets: [aTarget()], ...overrides };
}

/** A bus with these rules, and what reached its queues and functions. `failures` says how many sends fail first. */
function running({
  rules = [aRule()],
  failures = 0,
  ...overrides
}: Partial<BusOptions> & { rules?: RuleWiring[]; failures?: number } = {}) {
  const sent: QueueMessage[] = [];
  const invoked: unknown[] = [];
  const world = aHurriedWorld(Date.parse('2026-11-22T12:00:00Z'));
  let left = failures;
  const bus = createBus({
    wiring: { region: 'ap-south-1', account: '000000000000', buses: [{ logicalId: 'Bus', name: 'redial', arn: 'arn:bus' }], rules },
    world,
    journalFile: 'memory',
    send: async (message) => {
      if (message.queueArn === queueArn && left-- > 0) throw new Error('the queue is away');
      sent.push(message);
    },
    invokeAsync: (_arn, payload) => {
      invoked.push(payload);
      return { ok: true, payload: 'request' };
    },
    log: () => {},
    ...overrides,
  });
  onTestFinished(() => bus.stop());
  return { bus, sent, invoked, world };
}

const anEntry = (overrides: object = {}) => ({ Source: 'redial', DetailType: 'Call Ended', Detail: '{"status":"Busy"}', ...overrides });
const settled = (bus: Bus) => until('every delivery ended', () => bus.waiting() === 0);

describe('putEvents', () => {
  it('sends the whole event to the queue of a rule that matches', async () => {
    const { bus, sent } = running();
    const answer = await bus.putEvents('redial', [anEntry({ Resources: ['arn:call'], Time: 1_795_000_000 })]);
    await settled(bus);
    const [entry] = answer.Entries;
    expect(answer.FailedEntryCount).toBe(0);
    expect(sent.map(({ queueArn, body }) => [queueArn, JSON.parse(body)])).toEqual([
      [
        queueArn,
        {
          version: '0',
          id: entry && 'EventId' in entry ? entry.EventId : 'none',
          'detail-type': 'Call Ended',
          source: 'redial',
          account: '000000000000',
          time: new Date(1_795_000_000_000).toISOString().replace('.000', ''),
          region: 'ap-south-1',
          resources: ['arn:call'],
          detail: { status: 'Busy' },
        },
      ],
    ]);
  });

  it('invokes the function of a rule, and reaches every target of every matching rule', async () => {
    const rules = [
      aRule({ targets: [aTarget(), aTarget({ id: 'Target1', arn: functionArn })] }),
      aRule({ logicalId: 'All', name: 'all', arn: `${ruleArn}-all`, pattern: { source: ['redial'] } }),
      aRule({ logicalId: 'Called', name: 'called', pattern: { detail: { status: ['Called'] } } }),
      aRule({ logicalId: 'Other', name: 'other', busName: 'other' }),
    ];
    const { bus, sent, invoked } = running({ rules });
    await bus.putEvents('redial', [anEntry()]);
    await settled(bus);
    expect([sent.length, invoked.length]).toEqual([2, 1]);
    expect(invoked[0]).toMatchObject({ detail: { status: 'Busy' } });
  });

  it.each([
    ['no source', { Source: undefined }, 'InvalidArgument'],
    ['no detail type', { DetailType: '' }, 'InvalidArgument'],
    ['no detail', { Detail: undefined }, 'InvalidArgument'],
    ['a detail that is no JSON', { Detail: '{' }, 'MalformedDetail'],
    ['a detail that is a list', { Detail: '[]' }, 'MalformedDetail'],
    ['a source of AWS', { Source: 'aws.s3' }, 'NotAuthorizedForSourceException'],
    ['over 256 kB', { Detail: JSON.stringify({ note: 'x'.repeat(256 * 1024) }) }, 'InvalidArgument'],
    ['a field of a wrong type', { Detail: { status: 'Busy' } }, 'InvalidArgument'],
  ])('refuses an entry with %s, and takes its neighbours', async (_case, wrong, ErrorCode) => {
    const { bus, sent } = running();
    const answer = await bus.putEvents('redial', [anEntry(), anEntry(wrong), anEntry()]);
    await settled(bus);
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, { ErrorCode }, { EventId: expect.any(String) }],
    });
    expect([sent.length, bus.accepted()]).toEqual([2, 2]);
  });

  it('refuses every entry for a bus that is not in the template', async () => {
    const answer = await running().bus.putEvents('other', [anEntry()]);
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'InvalidArgument', ErrorMessage: 'Event bus other does not exist.' }],
    });
  });

  it('has the default bus beside those of the template, where AWS alone puts what comes from AWS', async () => {
    const rules = [aRule({ busName: 'default', pattern: { source: ['aws.connect'] } })];
    const { bus, sent } = running({ rules });
    const entry = anEntry({ Source: 'aws.connect', DetailType: 'Amazon Connect Contact Event' });
    expect(await bus.putEvents('default', [entry])).toMatchObject({ Entries: [{ ErrorCode: 'NotAuthorizedForSourceException' }] });
    expect(await bus.putEvents('default', [entry], { byAws: true })).toMatchObject({ FailedEntryCount: 0 });
    await settled(bus);
    expect(sent.map(({ body }) => JSON.parse(body).source)).toEqual(['aws.connect']);
  });
});

describe('a target that fails', () => {
  it('is tried again with growing pauses until it takes the event', async () => {
    const { bus, sent, world } = running({ failures: 4 });
    await bus.putEvents('redial', [anEntry()]);
    await settled(bus);
    expect(sent).toHaveLength(1);
    expect(world.slept).toEqual([750, 1_500, 3_000, 6_000]);
  });

  it.each([
    ['MaximumRetryAttempts', { maximumRetryAttempts: 2 }, '2'],
    ['MaximumEventAgeInSeconds', { maximumEventAgeSeconds: 60 }, '7'],
  ])('is given up at its %s, and the event goes to its dead-letter queue', async (condition, policy, retries) => {
    const { bus, sent } = running({ failures: 1_000, rules: [aRule({ targets: [aTarget(policy)] })] });
    await bus.putEvents('redial', [anEntry()]);
    await settled(bus);
    expect(sent).toHaveLength(1);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ detail: { status: 'Busy' } });
    expect(sent[0]).toMatchObject({
      queueArn: 'arn:dead',
      attributes: {
        RULE_ARN: ruleArn,
        TARGET_ARN: queueArn,
        ERROR_CODE: 'SDK_CLIENT_ERROR',
        ERROR_MESSAGE: 'the queue is away',
        EXHAUSTED_RETRY_CONDITION: condition,
        RETRY_ATTEMPTS: retries,
      },
    });
  });

  it('is not tried again where it does not exist', async () => {
    const { bus, sent } = running({
      send: async (message) => {
        if (message.queueArn === queueArn) throw new UnknownQueueError('no such queue');
        sent.push(message);
      },
    });
    await bus.putEvents('redial', [anEntry()]);
    await settled(bus);
    expect(sent[0]?.attributes).toMatchObject({ ERROR_CODE: 'NO_RESOURCE', RETRY_ATTEMPTS: '0' });
    expect(sent[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  });

  it('and has no dead-letter queue has its event dropped with a line that says so', async () => {
    const lines: string[] = [];
    const rules = [aRule({ targets: [aTarget({ maximumRetryAttempts: 0, deadLetterQueueArn: undefined })] })];
    const { bus } = running({ failures: 1, rules, log: (line) => lines.push(line) });
    await bus.putEvents('redial', [anEntry()]);
    await settled(bus);
    expect(lines).toEqual([`An event of ${ruleArn} was dropped after 1 attempts to reach ${queueArn}: SDK_CLIENT_ERROR.`]);
  });
});

describe('a restart', () => {
  /** A bus that never gets through, left without a stop, as kill -9 leaves it. */
  async function killed(journalFile: string): Promise<void> {
    const { bus } = running({ journalFile, send: () => new Promise(() => {}) });
    await bus.putEvents('redial', [anEntry(), anEntry({ Detail: '{"status":"Called"}' }), anEntry()]);
    bus.stop = async () => {};
  }

  it('delivers what was accepted and had not arrived', async () => {
    const journalFile = join(aFolder(), 'bus.journal');
    await killed(journalFile);
    const { bus, sent } = running({ journalFile });
    bus.resume();
    await settled(bus);
    expect(sent).toHaveLength(2);
  });

  it('says so when the template no longer has the target', async () => {
    const journalFile = join(aFolder(), 'bus.journal');
    await killed(journalFile);
    const lines: string[] = [];
    const { bus, sent } = running({ journalFile, rules: [], log: (line) => lines.push(line) });
    bus.resume();
    await settled(bus);
    expect([sent.length, lines.length]).toEqual([0, 2]);
    expect(lines[0]).toContain('the template no longer has its target Target0');
  });
});

it('refuses at the start a rule whose pattern is not known, by its logical id', () => {
  expect(() => running({ rules: [aRule({ pattern: { detail: { status: [{ fuzzy: 'x' }] } } })] })).toThrow(
    /^Cannot run the rule Unanswered: /,
  );
});
