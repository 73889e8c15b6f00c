import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import { type IngestDependencies, takeIn } from '../../../../functions/ingest/ingest.ts';
import type { RecordedCall } from '../../../../shared/domain/call.ts';
import type { Connection } from '../../../../shared/domain/workspace.ts';
import { memoryCallStore } from '../../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../../doubles/memory-quarantine-store.ts';
import type { HttpRequest, Workload } from '../../judge/workload.ts';

/** Something that was told, and when it was heard. */
export type Heard = { request: HttpRequest; at: string };

/** The calls that come of it when each thing is told once, in order, and nothing goes wrong. */
export async function toldInOrder(heard: readonly Heard[], connection: Connection, { directory }: Workload): Promise<RecordedCall[]> {
  const calls = memoryCallStore();
  const known = memoryLeadStore();
  for (const { request, at } of heard) {
    const dependencies: IngestDependencies = {
      ...{ calls, leads: known, quarantine: memoryQuarantineStore(), diallers, now: () => at },
      connection: async () => connection,
      directory: async () => directory,
    };
    const { method, path, headers, body } = request;
    await takeIn(connection, { method, url: `https://redial.example${path}`, headers, body: Buffer.from(body) }, dependencies);
  }
  return calls.all();
}
