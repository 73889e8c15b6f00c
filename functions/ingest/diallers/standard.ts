import type { Dialler } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { isBatch, standardEvent } from './standard-event.ts';
import { standardStatement } from './standard-statement.ts';
import { verifyStandard } from './verify-standard.ts';

const secretBytes = 32;

/** Any sender of Standard Webhooks with the `call.*` body of the contract, also inside CloudEvents. */
export const standard: Dialler = {
  kind: 'standard',
  keyInUrl: false,
  unsupported: ({ headers }) => (isBatch(headers) ? 'A batch of CloudEvents was not asked for: send one event a request' : undefined),
  verify: verifyStandard,
  newSecret: (random) => `whsec_${random(secretBytes).toString('base64')}`,
  read: (request, settings, now) => {
    const event = standardEvent(request);
    if ('problem' in event) return unreadable(event.problem);
    if (!event.aboutCall) return ignored('The event is not about a call: types of calls begin with "call."');

    const { statement, problems } = standardStatement(event, settings);
    return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};
