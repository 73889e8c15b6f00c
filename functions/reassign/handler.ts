import { callEventDetail } from '../../shared/contracts/events.ts';
import { log } from '../../shared/lambda/log.ts';
import { queueConsumer } from '../../shared/lambda/queue-consumer.ts';
import { leadDependencies } from './lead-dependencies.ts';
import { reassignLead } from './reassign-lead.ts';

const dependencies = leadDependencies();

export const handler = queueConsumer(callEventDetail, async (outcome) => {
  const { kind, reason } = await reassignLead(outcome, dependencies);
  log('lead-decided', { workspace: outcome.workspace, lead: outcome.leadId, call: outcome.callId, kind, reason });
});
