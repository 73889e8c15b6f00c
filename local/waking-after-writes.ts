import type { StreamPoller } from './sources/stream-poller.ts';
import type { ServiceCall, World } from './world.ts';

/** A write is seen before it is done; after this pause its change is mostly in the stream. If it is not, the next turn of polling finds it. */
const wakeAfterWriteMs = 15;

/** The world as the front door sees it: the same, and a write makes the streams be polled soon. */
export function wakingAfterWrites(world: World, streams: readonly StreamPoller[]): World {
  let due = false;
  const wake = (): void => {
    due = false;
    for (const stream of streams) stream.wake();
  };
  const faultOf = (call: ServiceCall) => {
    if (!due && call.service === 'dynamodb' && /Put|Update|Delete|Write|Execute/.test(call.operation)) {
      due = true;
      setTimeout(wake, wakeAfterWriteMs).unref();
    }
    return world.faultOf(call);
  };
  return { ...world, faultOf };
}
