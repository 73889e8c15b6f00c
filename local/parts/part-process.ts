import * as z from 'zod';
import type { PartMessage } from './part.ts';

const optionsSchema = z.object({ folder: z.string(), port: z.number().optional() });

export type PartProcess = {
  folder: string | 'memory';
  /** Undefined: any free one. */
  port: number | undefined;
};

/** A started part, as its process knows it. */
export type Running = { url: string; pid: number; stop: () => Promise<void>; ended: Promise<void> };

/** The life of a part's process: start, say so, stay until the runner goes or the part ends, stop, exit. */
export async function runPart(start: (options: PartProcess) => Promise<Running>): Promise<void> {
  const asked = askedToStop();
  try {
    const { folder, port } = optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
    const running = await Promise.race([start({ folder, port }), asked]);
    if (running !== 'asked') {
      say({ kind: 'ready', url: running.url, pid: running.pid });
      await Promise.race([asked, running.ended]);
      await running.stop();
    }
  } catch (error) {
    say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
    await asked;
  }
  process.exit();
}

/** The runner asks by closing the channel, which happens too when it is killed. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const event of ['disconnect', 'SIGTERM', 'SIGINT']) process.once(event, () => resolve('asked'));
    if (!process.connected) resolve('asked');
  });
}

function say(message: PartMessage): void {
  if (process.connected) process.send?.(message);
}
