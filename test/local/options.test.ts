import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../local/options.ts';

const defaults = { port: 3000, dataFolder: '.redial', fresh: false, demo: true, token: undefined, timezone: 'Asia/Kolkata' };

describe('parseOptions', () => {
  it.each([
    [[], {}],
    [['--port', '4000'], { port: 4000 }],
    [['--port=0'], { port: 0 }],
    [['--data', '/tmp/x', '--fresh'], { dataFolder: '/tmp/x', fresh: true }],
    [['--no-demo', '--timezone', 'Europe/Berlin'], { demo: false, timezone: 'Europe/Berlin' }],
    [['--token', 'rdl_first-token'], { token: 'rdl_first-token' }],
  ])('reads %j', (argv, expected) => {
    expect(parseOptions(argv)).toEqual({ ...defaults, ...expected });
  });

  it.each([
    [['--port', 'abc'], '--port takes a number up to 65535, not "abc".'],
    [['--port', '65536'], '--port takes a number up to 65535, not "65536".'],
    [['--port', ''], '--port takes a number up to 65535, not "".'],
    [['--data', ''], '--data needs a value.'],
    [['--data'], "Option '--data <value>' argument missing. The options are --port N,"],
    [
      ['--colour'],
      "Unknown option '--colour'. The options are --port N, --data DIR, --fresh, --no-demo, --token TOKEN and --timezone ZONE.",
    ],
    [['--fresh=yes'], "Option '--fresh' does not take an argument. The options are"],
    [['demo'], "Unexpected argument 'demo'. This command does not take positional arguments. The options are"],
    [['--token', 'a b'], '--token takes 1 to 200 characters without spaces'],
    [['--timezone', 'Mars/Olympus'], '--timezone takes an IANA time zone such as Asia/Kolkata, not "Mars/Olympus".'],
  ])('refuses %j in one line that says what to do', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(`Cannot start Redial: ${message}`);
    expect(() => parseOptions(argv)).toThrow(/^[^\n]*$/);
  });
});
