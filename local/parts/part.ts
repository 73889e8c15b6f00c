import { fork } from 'node:child_process';
import * as z from 'zod';

/** A real service that the runner started in a process of its own. */
export type Part = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  pid: number;
  /** Ends it; resolves when it is gone. */
  stop: () => Promise<void>;
  /** Resolves when it is gone, whoever ended it. */
  ended: Promise<void>;
};

export type PartOptions = {
  /** Where its data is kept; `memory`: nowhere. */
  folder: string | 'memory';
  /** Any free one when not given. */
  port?: number;
  /** Ends the part, or its start. */
  signal?: AbortSignal;
};

/** What a part's process says to the runner, once. */
export type PartMessage = { kind: 'ready'; url: string; pid: number } | { kind: 'refused'; message: string };

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), url: z.string(), pid: z.number() }),
  z.object({ kind: z.literal('refused'), message: z.string() }),
]);

/**
 * Runs a part's script and waits until it answers. The process ends when this one does, however it ends: the channel between
 * them closes. Throws the script's own line when it cannot start.
 */
export async function startPart(script: URL, { folder, port, signal }: PartOptions): Promise<Part> {
  signal?.throwIfAborted();
  const child = fork(script, [JSON.stringify({ folder, port })], {
    // A group of its own: Ctrl-C is for the runner, which then stops its parts in order.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = () => {
    child.ref();
    // Closing the channel is what tells it to stop.
    if (child.connected) child.disconnect();
    return ended;
  };
  signal?.addEventListener('abort', () => void stop(), { once: true });

  const message = await new Promise<PartMessage>((resolve, reject) => {
    child.once('message', (said) => resolve(messageSchema.parse(said)));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(signal?.reason ?? new Error(`Cannot start ${script.pathname}: its process ended with code ${code}`)),
    );
  });
  if (message.kind === 'refused') {
    await stop();
    throw new Error(message.message);
  }
  child.unref();
  child.channel?.unref();
  return { url: message.url, pid: message.pid, stop, ended };
}
