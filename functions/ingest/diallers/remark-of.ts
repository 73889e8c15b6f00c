import type { Status } from '../../../shared/domain/status.ts';
import type { DiallerSettings } from './dialler.ts';
import { dispositionOf } from './disposition-of.ts';

type Said = { chosen: string | undefined; comment: string | undefined };

/** What an agent chose and wrote. A choice that is none of the seven statuses, nor in the account's dictionary, is kept beside the comment. */
export function remarkOf(
  { chosen, comment }: Said,
  { statusMap }: Pick<DiallerSettings, 'statusMap'>,
): { disposition: Status | undefined; note: string | undefined } {
  const disposition = chosen === undefined ? undefined : dispositionOf(chosen, statusMap);
  const words = [disposition === undefined ? chosen : undefined, comment].filter((part) => part !== undefined);
  return { disposition, note: words.length > 0 ? words.join(': ') : undefined };
}
