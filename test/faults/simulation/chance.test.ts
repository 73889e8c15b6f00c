import { describe, expect, it } from 'vitest';
import { createChance } from './chance.ts';

const of = (seed: number, faults = {}, schedule?: string[]) => {
  const chance = createChance({ seed, faults, schedule, onFault: () => undefined });
  chance.trouble = true;
  return chance;
};

describe('chance', () => {
  it('is even', () => {
    const chance = of(7);
    const numbers = Array.from({ length: 20_000 }, () => chance.next('dice'));
    const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10));
    for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 2_000)).toBeLessThan(200);
    expect(tenths.size).toBe(10);
  });

  it('gives each name a sequence that no other disturbs', () => {
    const [alone, disturbed] = [of(7), of(7)];
    const draw = (): number => {
      disturbed.next('other');
      return disturbed.next('one');
    };
    expect(Array.from({ length: 5 }, draw)).toEqual(Array.from({ length: 5 }, () => alone.next('one')));
  });

  it('makes about as many faults as the rate says, and none before trouble begins', () => {
    const chance = of(3, { throttle: 0.1 });
    for (let call = 0; call < 5_000; call++) chance.faultAt('ingest.PutItem', ['throttle']);
    expect(chance.injected.length).toBeGreaterThan(400);
    expect(chance.injected.length).toBeLessThan(600);
    const calm = createChance({ seed: 3, faults: { throttle: 1 }, schedule: undefined, onFault: () => undefined });
    expect(calm.faultAt('ingest.PutItem', ['throttle'])).toBeUndefined();
  });

  it('makes exactly the faults of a schedule', () => {
    const chance = of(3, { throttle: 1 }, ['delay@ingest.PutItem#2']);
    const made = [1, 2, 3].map(() => chance.faultAt('ingest.PutItem', ['throttle', 'delay']));
    expect(made).toEqual([undefined, 'delay', undefined]);
  });
});
