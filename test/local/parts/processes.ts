/** Whether a process of that number is there (and not merely waiting to be collected). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when it holds; throws when it does not within the time. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
