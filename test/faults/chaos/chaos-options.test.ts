import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChaosOptions } from './chaos-options.ts';

describe('the options of the chaos', () => {
  it('are a minute of everything where nothing is said', () => {
    expect(parseChaosOptions([])).toEqual({ minutes: 1, rate: 15, seed: 1, kinds: ['runner', 'java', 'worker', 'disk'] });
  });

  it.each([
    [['--minutes', '0'], '--minutes takes a number above 0, up to 600, not "0".'],
    [['--minutes', 'long'], '--minutes takes a number above 0, up to 600, not "long".'],
    [['--rate=-1'], '--rate takes a number above 0, up to 200, not "-1".'],
    [['--rate', ''], '--rate takes a number above 0, up to 200, not "".'],
    [['--seed', '1.5'], '--seed takes a whole number from 0 to 4294967295, not "1.5".'],
    [['--kinds', 'runner,java,runner'], '--kinds has "runner" twice. Name each once.'],
    [['--seed', '1', '--seed', '2'], '--seed is there twice: give it once. The options are --minutes N'],
    [['--minutes', '-1'], "Option '--minutes' argument is ambiguous. The options are --minutes N"],
    [['--kinds', 'runner,fire'], 'there is no disruption "fire". They are runner, java, worker, disk.'],
  ])('refuse %j', (argv, line) => {
    expect(() => parseChaosOptions(argv)).toThrow(`Cannot begin the chaos: ${line}`);
  });

  it('end the run with one line and status 1 where there is no such option', async () => {
    const ended = await new Promise((resolve) => {
      const child = execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), '--colour'], (_error, stdout, stderr) =>
        resolve({ status: child.exitCode, output: stdout + stderr }),
      );
    });
    const output =
      "Cannot begin the chaos: Unknown option '--colour'. The options are --minutes N, --rate R, --seed S and --kinds A,B (of runner, java, worker, disk).\n";
    expect(ended).toEqual({ status: 1, output });
  });
});
