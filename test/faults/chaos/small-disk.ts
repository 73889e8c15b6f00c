import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type SmallDisk = {
  /** Takes all that is left of it. */
  fill: () => void;
  /** Gives back what was taken. */
  clear: () => void;
  unmount: () => void;
};

const sizeMegabytes = 192;

/** A small file system in memory at that folder; where that is not allowed, why not. */
export function smallDisk(folder: string): SmallDisk | { why: string } {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMegabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    return { why: `a small disk needs the right to mount one (${lastLineOf(error)})` };
  }
  const ballast = join(folder, 'ballast');
  const clear = () => rmSync(ballast, { force: true });
  return { fill: () => fillUp(ballast), clear, unmount: () => execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' }) };
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) {
      const block = Buffer.alloc(size);
      while (wrote(descriptor, block));
    }
  } finally {
    closeSync(descriptor);
  }
}

function wrote(descriptor: number, block: Buffer): boolean {
  try {
    return writeSync(descriptor, block) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

function lastLineOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).trim().split('\n').at(-1) ?? ''; // biome-ignore format: one thought
}
