import { parseArgs } from 'node:util';

export type Options = {
  /** 0 takes any free port. */
  port: number;
  dataFolder: string;
  /** Empty the data folder first. */
  fresh: boolean;
  /** A demo workspace with a simulated dialler. */
  demo: boolean;
  /** The first API token, instead of a random one. */
  token: string | undefined;
  timezone: string;
};

/** What `npm start -- …` was told. Throws a line for people on an option that is not known or has no sense. */
export function parseOptions(argv: string[]): Options {
  const values = valuesOf(argv);
  return {
    port: portOf(values.port),
    dataFolder: nonEmpty('--data', values.data),
    fresh: values.fresh,
    demo: !values['no-demo'],
    token: values.token === undefined ? undefined : tokenOf(values.token),
    timezone: timezoneOf(values.timezone),
  };
}

const usage = 'The options are --port N, --data DIR, --fresh, --no-demo, --token TOKEN and --timezone ZONE.';

function valuesOf(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: false,
      options: {
        port: { type: 'string', default: '3000' },
        data: { type: 'string', default: '.redial' },
        fresh: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        token: { type: 'string' },
        timezone: { type: 'string', default: 'Asia/Kolkata' },
      },
    }).values;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split(/\.? To specify|\n/)[0]?.replace(/\.$/, '');
    throw new Error(`Cannot start Redial: ${reason}. ${usage}`, { cause: error });
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`Cannot start Redial: --port takes a number up to 65535, not "${text}".`);
}

function nonEmpty(option: string, text: string): string {
  if (text !== '') return text;
  throw new Error(`Cannot start Redial: ${option} needs a value.`);
}

function tokenOf(text: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text;
  throw new Error('Cannot start Redial: --token takes 1 to 200 characters without spaces, as it travels in a header.');
}

function timezoneOf(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch (error) {
    throw new Error(`Cannot start Redial: --timezone takes an IANA time zone such as Asia/Kolkata, not "${text}".`, { cause: error });
  }
}
