import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** Where the functions' output goes: one file a function. */
export type LogSink = {
  write: (functionName: string, line: string) => void;
  close: () => Promise<void>;
};

/** Writes `<folder>/<function>.log`, or nowhere without a folder. */
export function openLogSink(folder: string | undefined): LogSink {
  const files = new Map<string, WriteStream>();
  if (folder === undefined) return { write: () => {}, close: async () => {} };

  mkdirSync(folder, { recursive: true });
  let closed = false;
  const fileOf = (functionName: string): WriteStream => {
    const known = files.get(functionName);
    if (known) return known;
    const opened = createWriteStream(join(folder, `${functionName}.log`), { flags: 'a' });
    files.set(functionName, opened);
    return opened;
  };
  return {
    write(functionName, line) {
      // A thread that was just ended may still hand over its last lines.
      if (!closed) fileOf(functionName).write(`${line}\n`);
    },
    async close() {
      closed = true;
      await Promise.all([...files.values()].map((file) => once(file.end(), 'close')));
    },
  };
}
