import { callEventDetail } from '../../shared/contracts/events.ts';
import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { queueConsumer } from '../../shared/lambda/queue-consumer.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoFollowUpStore } from '../../shared/store/dynamo-follow-up-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { noteContact } from './note-contact.ts';

const { CALLS_TABLE, LEADS_TABLE } = environment({ CALLS_TABLE: required, LEADS_TABLE: required });
const client = dynamoClient();
const dependencies = {
  calls: dynamoCallStore({ client, table: CALLS_TABLE }),
  leads: dynamoLeadStore({ client, table: LEADS_TABLE }),
  followUps: dynamoFollowUpStore({ client, table: LEADS_TABLE }),
};

export const handler = queueConsumer(callEventDetail, async (connected) => {
  const became = await noteContact(connected, dependencies);
  log('lead-contacted', { workspace: connected.workspace, lead: connected.leadId, call: connected.callId, became });
});
