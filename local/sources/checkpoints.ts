import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const Progress = z.union([z.object({ after: z.string().nullable() }), z.object({ done: z.literal(true) })]);
/** How far a shard is read: up to and with a sequence number (null: from its beginning), or to its end. */
export type Progress = z.infer<typeof Progress>;

const Book = z.object({ streamArn: z.string(), shards: z.record(z.string(), Progress) });

/** Remembers over restarts how far a mapping has come in each shard of one stream. */
export type Checkpoints = {
  /** Whether this stream was never read before. */
  fresh: boolean;
  of: (shardId: string) => Progress | undefined;
  set: (shardId: string, progress: Progress) => void;
  /** Forgets shards that the stream no longer has. */
  keepOnly: (shardIds: string[]) => void;
};

/** What another stream left in the file (a table that was made anew has a new one) counts for nothing. */
export function openCheckpoints(file: string | 'memory', streamArn: string): Checkpoints {
  const known = file === 'memory' || !existsSync(file) ? undefined : Book.parse(JSON.parse(readFileSync(file, 'utf8')));
  const shards = new Map(known?.streamArn === streamArn ? Object.entries(known.shards) : []);
  const save = (): void => {
    if (file === 'memory') return;
    mkdirSync(dirname(file), { recursive: true });
    // In one step, so that a kill leaves the old checkpoint or the new one.
    writeFileSync(`${file}.next`, JSON.stringify({ streamArn, shards: Object.fromEntries(shards) }));
    renameSync(`${file}.next`, file);
  };
  return {
    fresh: known?.streamArn !== streamArn,
    of: (shardId) => shards.get(shardId),
    set(shardId, progress) {
      shards.set(shardId, progress);
      save();
    },
    keepOnly(shardIds) {
      for (const shardId of [...shards.keys()]) if (!shardIds.includes(shardId)) shards.delete(shardId);
    },
  };
}
