import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { faultsOptions } from './faults-options.ts';

describe('the options of npm run faults', () => {
  it('are 1,000 seeds from 1 on, each with its own mixture of faults, on every core', () => {
    expect(faultsOptions([])).toEqual({
      seeds: 1000,
      from: 1,
      kinds: undefined,
      rate: 0.05,
      mutant: undefined,
      schedule: undefined,
      trace: false,
      workers: availableParallelism(),
    });
  });

  it('name kinds of faults and a schedule in lists', () => {
    const options = faultsOptions(['--kinds', 'throttle,lag-index', '--schedule', 'throttle@ingest.PutItem#1,webhook-again@webhook#2']);
    expect(options).toMatchObject({ kinds: ['throttle', 'lag-index'], schedule: ['throttle@ingest.PutItem#1', 'webhook-again@webhook#2'] });
  });

  it('take an empty schedule, as a run that fails without any fault prints it', () => {
    expect(faultsOptions(['--schedule', ''])).toMatchObject({ schedule: [] });
  });

  it.each([
    [['--seeds', '0'], 'Cannot run with --seeds 0: give a whole number from 1 to 1000000'],
    [['--seeds', '2e3'], 'Cannot run with --seeds 2e3: give a whole number from 1 to 1000000'],
    [['--from', '-1'], /--from/],
    [['--from', '1.5'], 'Cannot run with --from 1.5: give a whole number from 0 to 2147483648'],
    [['--workers', '0'], 'Cannot run with --workers 0: give a whole number from 1 to 256'],
    [['--rate', '1.5'], 'Cannot run with --rate 1.5: give a likelihood from 0 to 1'],
    [['--kinds', 'earthquake'], /Cannot make faults of the kind "earthquake": there is none. There are webhook-again, /],
    [['--sed', '3'], /^Cannot run the seeds: Unknown option '--sed'. The options are --seeds N, /],
    [['--seeds', '-5'], /argument is ambiguous. The options are --seeds N, /],
    [['--seeds', '3', '--seeds', '4'], /--seeds is there twice: give it once/],
    [['--rate', '0.5'], /--rate 0.5 alone: it is the rate of the kinds that --kinds names/],
    [['--kinds', 'delay,throttle,delay'], 'Cannot run with --kinds: it has "delay" twice. Name each once'],
    [['--schedule', 'throttle'], /fault "throttle" of --schedule: write each as a failing run prints it/],
    [['--schedule', 'throttle@ingest.PutItem#0'], /fault "throttle@ingest.PutItem#0" of --schedule/],
    [['--schedule', 'earthquake@ingest.PutItem#1'], /kind "earthquake": there is none/],
    [['--schedule', 'delay@x#1,delay@x#1'], 'it has "delay@x#1" twice'],
  ])('refuse %j', (args, message) => {
    expect(() => faultsOptions(args)).toThrow(message);
  });
});
