import type { Day } from '../../shared/domain/instant.ts';

/** A day whose mark was seen to, or whose rows a marked day changed. `changedRows` counts rows written and removed. */
export type RolledUpDay = { workspace: string; day: Day; calls: number; changedRows: number };
export type FailedDay = { workspace: string; day: Day; error: unknown };

/** Some days could not be rolled up; their marks stay, so the next run tries again. `days` are those that could. */
export class RollUpFailed extends AggregateError {
  readonly code = 'roll-up-failed';
  readonly failed: readonly FailedDay[];
  readonly days: readonly RolledUpDay[];

  constructor(failed: readonly FailedDay[], days: readonly RolledUpDay[]) {
    const named = failed.map(({ workspace, day }) => `${day} of workspace "${workspace}"`).join(', ');
    const errors = failed.map(({ error }) => error);
    super(errors, `Cannot roll up ${named}: ${String(errors[0])}. The marks stay, and the next run tries again`);
    this.name = 'RollUpFailed';
    this.failed = failed;
    this.days = days;
  }
}
