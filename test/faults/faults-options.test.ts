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

  it.each([
    [['--seeds', '0'], 'Cannot run with --seeds 0: give a whole number from 1 to 1000000'],
    [['--seeds', '2e3'], 'Cannot run with --seeds 2e3: give a whole number from 1 to 1000000'],
    [['--from', '-1'], /--from/],
    [['--from', '1.5'], 'Cannot run with --from 1.5: give a whole number from 0 to 2147483648'],
    [['--workers', '0'], 'Cannot run with --workers 0: give a whole number from 1 to 256'],
    [['--rate', '1.5'], 'Cannot run with --rate 1.5: give a likelihood from 0 to 1'],
    [['--kinds', 'earthquake'], /Cannot make faults of the kind "earthquake": there is none. There are webhook-again, /],
    [['--sed', '3'], /--sed/],
  ])('refuse %j', (args, message) => {
    expect(() => faultsOptions(args)).toThrow(message);
  });
});
