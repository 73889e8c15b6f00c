import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { Host } from './host.ts';
import type { HttpRequest } from './simulation.ts';

type Way = Pick<Host, 'timeline' | 'chance' | 'fail'> & { gateway: (request: HttpRequest) => Promise<HttpAnswer> };

/** Diallers wait this long for an answer, most of them; then it does not matter any more what it is. */
const patienceMs = 15_000;

/** A webhook on its way to the gateway, and the answer as the dialler sees it. */
export async function carried(request: HttpRequest, { timeline, chance, fail, gateway }: Way): Promise<HttpAnswer | 'lost'> {
  const fault = chance.faultAt('webhook', ['webhook-again', 'webhook-late']);
  const arrive = async (ms: number): Promise<HttpAnswer> => {
    await timeline.clock.sleep(ms);
    return gateway(request);
  };
  if (fault === 'webhook-again') arrive(chance.lateMs('webhook.again')).catch(fail);
  const answer = arrive(fault === 'webhook-late' ? chance.lateMs('webhook.late') : 5 + chance.lateMs('webhook.way', 50));
  const seen = await Promise.race([answer, timeline.clock.sleep(patienceMs).then(() => 'lost' as const)]);
  return chance.faultAt('webhook.answer', ['answer-lost']) ? 'lost' : seen;
}
