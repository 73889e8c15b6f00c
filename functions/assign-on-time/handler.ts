import { log } from '../../shared/lambda/log.ts';
import { assignmentDependencies } from '../assign/assignment-dependencies.ts';
import { assignOnTime } from './assign-on-time.ts';

const dependencies = assignmentDependencies();

/** Runs on a schedule. */
export async function handler(): Promise<void> {
  for (const done of await assignOnTime(dependencies)) log('leads-assigned', done);
}
