import { secondsBetween } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { isPassing } from '../../shared/lambda/http/problem-of.ts';
import { mostAddedAtOnce } from '../../shared/store/lead-store.ts';
import { pause } from '../../shared/store/pause.ts';
import { inLanes } from '../assign/in-lanes.ts';
import type { ApiDependencies } from './api-dependencies.ts';

export type ImportedLine = { line: number; lead: Lead };

/** What became of a line: added, or already there under that lead's id, or not reached. */
type Outcome = { line: number } & ({ kind: 'imported' } | { kind: 'duplicate'; lead: string } | { kind: 'unreached' });

type Import = { workspace: string; importId: string };
type Dependencies = Pick<ApiDependencies, 'leads' | 'now'>;

const mostTransactionsAtOnce = 4;
const mostKnownAtOnce = 500;
const mostTries = 6;
// The rest of the function's time is for reading, for what is under way, and for the answer.
const longestWritingSeconds = 18;

/** Adds these leads, as many at a time as a transaction holds. Of lines with the same number the first counts. */
export async function addImported(lines: readonly ImportedLine[], toImport: Import, dependencies: Dependencies): Promise<Outcome[]> {
  const { now } = dependencies;
  const byPhone = [...Map.groupBy(lines, ({ lead }) => lead.phone).values()];
  const firsts = byPhone.flatMap((same) => same.slice(0, 1));
  const repeats = byPhone.flatMap(([, ...others]) => others);
  const holders = await holdersOf(firsts, toImport, dependencies);
  const fresh = firsts.filter(({ lead }) => !holders.has(lead.phone));

  const began = now();
  const isLate = () => secondsBetween(began, now()) > longestWritingSeconds;
  const added = await inLanes(
    batchesOf(fresh).map((batch) => ({
      lanes: batch[0]?.lead.owner ? [batch[0].lead.owner] : [],
      work: () => addBatch(batch, { ...toImport, isLate }, dependencies),
    })),
    mostTransactionsAtOnce,
  );
  return [
    ...firsts.flatMap(({ line, lead }) => there(line, holders.get(lead.phone), toImport)),
    ...repeats.map(({ line, lead }) => ({ line, kind: 'duplicate' as const, lead: holders.get(lead.phone)?.id ?? lead.id })),
    ...added.flat(),
  ];
}

/** The leads that have these numbers and lie where the first lead with a number does; of the few others their writing finds out. */
async function holdersOf(lines: readonly ImportedLine[], { workspace }: Import, { leads }: Dependencies): Promise<Map<string, Lead>> {
  const holders = new Map<string, Lead>();
  for (let start = 0; start < lines.length; start += mostKnownAtOnce) {
    const ids = lines.slice(start, start + mostKnownAtOnce).map(({ lead }) => lead.id);
    for (const lead of await leads.getMany(workspace, ids)) holders.set(lead.phone, lead);
  }
  return holders;
}

/** Of one owner each: leads that are written together are one change of the owner's load. */
function batchesOf(lines: readonly ImportedLine[]): ImportedLine[][] {
  return [...Map.groupBy(lines, ({ lead }) => lead.owner).values()].flatMap((ofOwner) =>
    Array.from({ length: Math.ceil(ofOwner.length / mostAddedAtOnce) }, (_, at) =>
      ofOwner.slice(at * mostAddedAtOnce, (at + 1) * mostAddedAtOnce),
    ),
  );
}

type Timed = Import & { isLate: () => boolean };

async function addBatch(batch: readonly ImportedLine[], toImport: Timed, { leads }: Dependencies): Promise<Outcome[]> {
  let left = batch;
  let settled: Outcome[] = [];
  for (let tries = 0; tries < mostTries && !toImport.isLate(); tries++) {
    const answer = await tryToAdd(left, leads);
    if (answer === 'saved') return [...settled, ...left.map(({ line }) => ({ line, kind: 'imported' as const }))];
    if (answer === 'conflict') {
      await pause(20 * 2 ** tries * Math.random());
      continue;
    }
    const isTaken = ({ lead }: ImportedLine) => answer.taken.includes(lead.id);
    settled = [...settled, ...(await Promise.all(left.filter(isTaken).map((line) => addAlone(line, toImport, leads))))];
    left = left.filter((line) => !isTaken(line));
  }
  return [...settled, ...left.map(unreached)];
}

/** An answer that does not come is a conflict too: what was written all the same is found there at the next try. */
async function tryToAdd(lines: readonly ImportedLine[], leads: Dependencies['leads']): ReturnType<Dependencies['leads']['add']> {
  const [first] = lines;
  if (!first) return 'saved';
  try {
    return await leads.add(
      lines.map(({ lead }) => lead),
      first.lead.createdAt,
    );
  } catch (error) {
    if (isPassing(error)) return 'conflict';
    throw error;
  }
}

/** A lead whose place is not free: another has its number by now, or had it and has moved to another number. */
async function addAlone({ line, lead }: ImportedLine, toImport: Import, leads: Dependencies['leads']): Promise<Outcome> {
  const { id, lead: holder } = await leads.forPhone(toImport.workspace, lead.phone);
  const [known] = there(line, holder, toImport);
  if (known) return known;
  const saved = await leads.save({ before: undefined, after: { ...lead, id }, at: lead.createdAt });
  return saved === 'saved' ? { line, kind: 'imported' } : unreached({ line });
}

/** A lead that this very import has made, when it was sent before, is imported still. */
function there(line: number, holder: Lead | undefined, { importId }: Import): Outcome[] {
  if (!holder) return [];
  const isOurs = holder.createdBy?.kind === 'import' && holder.createdBy.id === importId;
  return [isOurs ? { line, kind: 'imported' } : { line, kind: 'duplicate', lead: holder.id }];
}

function unreached({ line }: { line: number }): Outcome {
  return { line, kind: 'unreached' };
}
