import { parseArgs } from 'node:util';
import { readOptions } from '../read-options.ts';
import { type DisruptionKind, disruptionKinds } from './disruption-kinds.ts';

export type ChaosOptions = {
  /** How long webhooks are sent, at least; longer where a disruption of each kind takes longer. */
  minutes: number;
  /** Webhooks a second. */
  rate: number;
  /** Decides calls, moments and disruptions; what the machine does meanwhile is its own. */
  seed: number;
  kinds: readonly DisruptionKind[];
};

const usage = `The options are --minutes N, --rate R, --seed S and --kinds A,B (of ${disruptionKinds.join(', ')}).`;

/** What `npm run chaos -- …` was told. Throws a line for people on an option that is not known or has no sense. */
export function parseChaosOptions(argv: string[]): ChaosOptions {
  const { minutes, rate, seed, kinds } = valuesOf(argv);
  return {
    minutes: numberIn('--minutes', minutes, { above: 0, most: 600 }),
    rate: numberIn('--rate', rate, { above: 0, most: 200 }),
    seed: seedOf(seed),
    kinds: kindsOf(kinds),
  };
}

function valuesOf(argv: string[]) {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { minutes: option('1'), rate: option('15'), seed: option('1'), kinds: option(disruptionKinds.join(',')) };
  try {
    return readOptions(() => parseArgs({ args: argv, options, tokens: true }));
  } catch (error) {
    throw new Error(`Cannot begin the chaos: ${error instanceof Error ? error.message : String(error)}. ${usage}`, { cause: error });
  }
}

function numberIn(option: string, text: string, { above, most }: { above: number; most: number }): number {
  const value = Number(text);
  if (text.trim() !== '' && value > above && value <= most) return value;
  throw new Error(`Cannot begin the chaos: ${option} takes a number above ${above}, up to ${most}, not "${text}".`);
}

function seedOf(text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new Error(`Cannot begin the chaos: --seed takes a whole number from 0 to ${2 ** 32 - 1}, not "${text}".`);
}

function kindsOf(text: string): DisruptionKind[] {
  const kinds = text.split(',').map((word) => {
    const kind = disruptionKinds.find((one) => one === word.trim());
    if (kind === undefined)
      throw new Error(`Cannot begin the chaos: there is no disruption "${word}". They are ${disruptionKinds.join(', ')}.`);
    return kind;
  });
  const twice = kinds.find((kind, place) => kinds.indexOf(kind) < place);
  if (twice !== undefined) throw new Error(`Cannot begin the chaos: --kinds has "${twice}" twice. Name each once.`);
  return kinds;
}
