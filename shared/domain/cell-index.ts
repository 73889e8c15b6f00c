import type { TallyCell } from './family-rows.ts';
import type { ReportCall } from './report-call.ts';

type Step = string | number | null;
type Node = { next: Map<Step, Node>; cell?: TallyCell };

/** Finds the cell that a call belongs to, step by step: a text made of all its dimensions would have to be made for every call. */
export function cellIndex(): { cells: TallyCell[]; cellOf: (call: ReportCall, hour: number) => TallyCell } {
  const root: Node = { next: new Map() };
  const cells: TallyCell[] = [];
  return {
    cells,
    cellOf: (call, hour) => {
      const { agent, branch, department, campaign, direction } = call;
      const tags = call.tags.length < 2 ? call.tags : [...new Set(call.tags)].sort();
      let node = root;
      for (const step of [agent, branch, department, campaign, direction, stepOf(tags), hour]) node = nodeAfter(node, step);
      if (node.cell) return node.cell;
      node.cell = { dimensions: { agent, branch, department, campaign, tags: [...tags], direction, hour }, byStatus: {} };
      cells.push(node.cell);
      return node.cell;
    },
  };
}

function stepOf(tags: readonly string[]): Step {
  return tags.length === 0 ? null : JSON.stringify(tags);
}

function nodeAfter(node: Node, step: Step): Node {
  const known = node.next.get(step);
  if (known) return known;
  const made: Node = { next: new Map() };
  node.next.set(step, made);
  return made;
}
