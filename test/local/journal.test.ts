import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { openJournal } from '../../local/journal.ts';
import { smallDisk } from '../faults/chaos/small-disk.ts';
import { aFolder } from './a-folder.ts';

const parse = (value: unknown): number => z.number().parse(value);

describe('openJournal', () => {
  it('gives back what was accepted and is not done, in order, with its newest state', () => {
    const file = join(aFolder(), 'deep', 'events.journal');
    const journal = openJournal(file, parse);
    journal.put([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    journal.done('b');
    journal.put([['a', 10]]);
    // Not closed: a killed process closes nothing.
    expect([...openJournal(file, parse).pending]).toEqual([
      ['a', 10],
      ['c', 3],
    ]);
  });

  it('leaves out a line that was being written when the process died', () => {
    const file = join(aFolder(), 'events.journal');
    openJournal(file, parse).put([['a', 1]]);
    appendFileSync(file, '{"id":"b","ent');
    const journal = openJournal(file, parse);
    journal.put([['c', 3]]);
    expect([...openJournal(file, parse).pending.keys()]).toEqual(['a', 'c']);
  });

  it('has nothing of what a full disk took a part of, and goes on when there is room', ({ skip }) => {
    const folder = aFolder();
    const disk = smallDisk(folder);
    if ('why' in disk) return skip(disk.why);
    onTestFinished(disk.unmount);
    const file = join(folder, 'events.journal');
    const text = openJournal(file, (value) => z.string().parse(value));
    text.put([['a', 'kept']]);
    disk.fill();
    // The last page of the file takes some of it.
    expect(() => text.put([['b', 'x'.repeat(10_000)]])).toThrow('ENOSPC');
    disk.clear();
    text.put([['c', 'kept']]);
    expect([...openJournal(file, (value) => z.string().parse(value)).pending.keys()]).toEqual(['a', 'c']);
  });

  it('refuses to start on a broken line in the middle, and says what to do', () => {
    const file = join(aFolder(), 'events.journal');
    writeFileSync(file, '{"id":"a","entry":1}\nnonsense\n');
    expect(() => openJournal(file, parse)).toThrow(/Cannot read line 2 of the journal .*: it is not JSON\. Start with --fresh/);
  });

  it('refuses an entry that it cannot use, as it was accepted', () => {
    const file = join(aFolder(), 'events.journal');
    writeFileSync(file, '{"id":"a","entry":"text"}\n');
    expect(() => openJournal(file, parse)).toThrow();
  });

  it('does not grow for ever', () => {
    const file = join(aFolder(), 'events.journal');
    const journal = openJournal(file, parse);
    for (let index = 0; index < 6_000; index += 1) {
      journal.put([[String(index), index]]);
      journal.done(String(index));
    }
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(5_002);
  });

  it('accepts nothing more once it is closed', () => {
    const journal = openJournal(join(aFolder(), 'events.journal'), parse);
    journal.close();
    expect(() => journal.put([['a', 1]])).toThrow('the runner is stopping');
    expect(() => journal.done('a')).not.toThrow();
  });

  it('holds the same as a map does, after any steps and restarts', () => {
    const folder = aFolder();
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id: fc.constantFrom('a', 'b', 'c'), entry: fc.integer() }),
      fc.record({ kind: fc.constant('done' as const), id: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constant('restart' as const) }),
    );
    let runs = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const file = join(folder, `${++runs}.journal`);
        const model = new Map<string, number>();
        let journal = openJournal(file, parse);
        for (const each of steps) {
          if (each.kind === 'put') journal.put([[each.id, each.entry]]);
          if (each.kind === 'put') model.set(each.id, each.entry);
          if (each.kind === 'done') journal.done(each.id);
          if (each.kind === 'done') model.delete(each.id);
          if (each.kind === 'restart') journal = openJournal(file, parse);
        }
        expect([...openJournal(file, parse).pending].sort()).toEqual([...model].sort());
      }),
      { numRuns: 60 },
    );
  });
});
