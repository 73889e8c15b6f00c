import type { Instant } from '../domain/instant.ts';

/** How far the runs of a workspace are. */
export type RunState = {
  /** Daily runs that fell due by then are dealt with; null where nobody has looked yet. */
  dailyUntil: Instant | null;
  /** A run that is not finished; null where there is none. */
  open: string | null;
};

/** What runs of auto-assignment leave for one another, so that each daily run is made once and none is left half done. */
export type AssignmentRuns = {
  state(workspace: string): Promise<RunState>;
  /** Daily runs that fell due by then count as dealt with. Never goes back. */
  passDaily(workspace: string, until: Instant): Promise<void>;
  /** Opens a daily run. @returns false where somebody else dealt with it first: `seen` is not the state any more. */
  openDaily(workspace: string, run: { id: string; seen: Instant; at: Instant }): Promise<boolean>;
  /**
   * Takes the open run, so that nobody else goes on with it until then; where none is open, one of this id, if given, is opened.
   * @returns its id; undefined where another has it, or none is open.
   */
  take(workspace: string, taking: { id?: string; at: Instant; until: Instant }): Promise<string | undefined>;
  /** Gives a taken run back: finished, or for whoever takes it next. */
  end(workspace: string, id: string, how: 'finished' | 'unfinished'): Promise<void>;
};
