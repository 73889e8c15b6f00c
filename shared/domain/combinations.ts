import { type AnswerTimes, noAnswerTimes } from './answer-times.ts';
import type { ReportCall } from './report-call.ts';
import type { ReportRow, RowDimensions } from './report-row.ts';
import type { Direction } from './status.ts';

/** Every direction, as cells are numbered by it. */
export const directionsOfCells = [null, 'inbound', 'outbound'] as const satisfies readonly (Direction | null)[];

/** Sums of the calls of a day that share every dimension. */
export type Cell = { direction: Direction | null; hour: number; byStatus: ReportRow['byStatus'] };

/** What all calls of some cells have in common; a day has few of them, each with at most 72 cells and the waits of its inbound calls. */
export type Combination = {
  dimensions: Required<Pick<RowDimensions, 'agent' | 'branch' | 'department' | 'campaign' | 'tags'>>;
  cells: (Cell | undefined)[];
  answerTimes: AnswerTimes;
};

type Combinations = { all: () => Combination[]; of: (call: ReportCall) => Combination };

/** Finds the combination of a call; calls of which the last with the very same list of tags had the same others are found without a text. */
export function combinations(): Combinations {
  const byText = new Map<string, Combination>();
  const lastWith = new Map<readonly string[], Combination>();
  const byValue = ({ agent, branch, department, campaign, tags }: ReportCall): Combination => {
    const dimensions = { agent, branch, department, campaign, tags: [...new Set(tags)].sort() };
    const text = JSON.stringify(Object.values(dimensions));
    const known = byText.get(text) ?? { dimensions, cells: [], answerTimes: noAnswerTimes() };
    byText.set(text, known);
    return known;
  };
  return {
    all: () => [...byText.values()],
    of: (call) => {
      const last = lastWith.get(call.tags);
      if (last && isOf(last, call)) return last;
      const found = byValue(call);
      lastWith.set(call.tags, found);
      return found;
    },
  };
}

function isOf({ dimensions }: Combination, { agent, branch, department, campaign }: ReportCall): boolean {
  return (
    dimensions.agent === agent && dimensions.branch === branch && dimensions.department === department && dimensions.campaign === campaign
  );
}

/** The cell of a call in its combination. */
export function cellIn({ cells }: Combination, direction: Direction | null, hour: number): Cell {
  const place = numberOf(direction) * 24 + hour;
  const known = cells[place];
  if (known) return known;
  const made: Cell = { direction, hour, byStatus: {} };
  cells[place] = made;
  return made;
}

/** The place of a direction in `directionsOfCells`, without looking for it: it is asked for every call. */
export function numberOf(direction: Direction | null): number {
  if (direction === null) return 0;
  return direction === 'inbound' ? 1 : 2;
}
