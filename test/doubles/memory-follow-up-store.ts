import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { placeOf } from '../../shared/store/cursor.ts';
import type { FollowUpStore } from '../../shared/store/follow-up-store.ts';
import { pageOf } from '../../shared/store/page-of.ts';

const placeIn = ({ at, end, id }: FollowUpRecord) => `${end?.at ?? at}#${id}`;
const inOrder = (a: FollowUpRecord, b: FollowUpRecord) => (placeIn(a) < placeIn(b) ? -1 : 1);

/** Follow-ups in memory, as the store of leads wrote them. */
export function memoryFollowUpStore({ allFollowUps }: { allFollowUps: () => FollowUpRecord[] }): FollowUpStore {
  const ofWorkspace = (workspace: string) => allFollowUps().filter((one) => one.workspace === workspace);
  return {
    get: async (workspace, id) => ofWorkspace(workspace).find((one) => one.id === id),
    list: async ({ workspace, owner, of, page: { limit, cursor } }) => {
      const place = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
      const found = ofWorkspace(workspace)
        .filter((one) => owner === undefined || one.owner === owner)
        .filter(({ at, end }) =>
          of.kind === 'done'
            ? end
            : !end && (of.span.from === undefined || at >= of.span.from) && (of.span.until === undefined || at < of.span.until),
        )
        .filter((one) => place === undefined || (of.kind === 'done' ? placeIn(one) < place : placeIn(one) > place))
        .sort(inOrder);
      return pageOf(of.kind === 'done' ? found.reverse() : found, limit, (one) => [placeIn(one)]);
    },
    due: async (workspace, now) =>
      ofWorkspace(workspace)
        .filter(({ at, end, toldAt }) => !end && toldAt === null && at <= now)
        .sort(inOrder),
  };
}
