/** The machine's clock, as handlers give it to use cases. */
export function now(): string {
  return new Date().toISOString();
}
