import type { Instant } from './instant.ts';
import type { Agent } from './workspace.ts';

/** An agent at work, as an assignment sees them. `turn` counts the changes of the load. */
export type Standing = { agent: Agent; load: number; lastGivenAt: Instant | null; turn: number };

/** As many as a person reads; the others are counted. */
const mostNames = 3;

type Full = ReadonlyMap<string, Standing>;

/** Who is at the cap, for people: `Asha 40/40, Ravi 12/12 and 8 others`. */
export function capsText(full: Full, previous: readonly string[]): string {
  return firstNames(full, previous, ({ agent, load }) => `${agent.name} ${load}/${agent.leadCap}`);
}

/** Who was passed over and why, ready to be followed by who was not; empty where nobody was. */
export function skippedText(
  full: Full,
  out: readonly Standing[],
  { previous, owner }: { previous: readonly string[]; owner: string | null },
): string {
  const capped = firstNames(full, previous, ({ agent, load }) => `${agent.name} is at the cap ${load}/${agent.leadCap}`);
  const before = out.map(({ agent }) => `${agent.name} ${agent.id === owner ? 'has it' : 'had it before'}`);
  const skipped = [...(capped === '' ? [] : [capped]), ...before];
  return skipped.length === 0 ? '' : `skipped: ${skipped.join(', ')}; `;
}

/** Looks at no more of them than it names, and at those that it leaves out. */
function firstNames(full: Full, leftOut: readonly string[], textOf: (standing: Standing) => string): string {
  const named: string[] = [];
  for (const standing of full.values()) {
    if (named.length === mostNames) break;
    if (!leftOut.includes(standing.agent.id)) named.push(textOf(standing));
  }
  const others = full.size - new Set(leftOut.filter((id) => full.has(id))).size - named.length;
  return others > 0 ? `${named.join(', ')} and ${others} others` : named.join(', ');
}
