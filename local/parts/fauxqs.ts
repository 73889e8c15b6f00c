import { type Part, type PartOptions, startPart } from './part.ts';

/**
 * SQS and S3. A process of its own, though it could run in the runner's: it writes every message through to SQLite synchronously,
 * and webhooks would wait meanwhile (measured: as fast either way, 1 ms a message, but half the delay of the runner's event loop
 * under a burst). It costs half a second at start, which passes while Java starts.
 */
export function startFauxqs(options: PartOptions): Promise<Part> {
  return startPart(new URL('./fauxqs-process.ts', import.meta.url), options);
}
