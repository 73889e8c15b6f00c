import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../../shared/store/client.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { javaOf } from './java-of.ts';
import type { KeptRedial } from './kept-redial.ts';

/** How many leads each agent is counted to have, by id, as it is stored: the API has no place that shows it. */
export async function storedLoads(redial: KeptRedial, workspace: string): Promise<Map<string, number>> {
  const { url } = await javaOf(redial);
  const client = dynamoClient({ endpoint: url, region: 'ap-south-1', credentials: { accessKeyId: 'chaos', secretAccessKey: 'chaos' } });
  try {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const table = TableNames.find((name) => /Leads/.test(name));
    if (table === undefined) throw new Error(`Cannot read the loads: none of ${TableNames.join(', ')} is the table of leads.`);
    const loads = await dynamoLeadStore({ client, table }).loads(workspace);
    return new Map(loads.map(({ agentId, load }) => [agentId, load]));
  } finally {
    client.destroy();
  }
}
