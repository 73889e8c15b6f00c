// A process that owns parts as the runner does, writes to them and says what was acknowledged, until somebody kills it.
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { clientsOf } from '../../../local/parts/clients.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import { provision } from '../../../local/parts/provision.ts';
import { queue, table, wiring } from './stored.ts';

const [, , folder = ''] = process.argv;
const [dynamodb, fauxqs] = await Promise.all([
  startDynamoDbLocal({ folder: `${folder}/dynamodb` }),
  startFauxqs({ folder: `${folder}/fauxqs` }),
]);
await provision(wiring, { dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url });
process.stdout.write(`pids ${dynamodb.pid} ${fauxqs.pid}\n`);

const clients = clientsOf({ dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url }, wiring.region);
for (let number = 0; ; number += 1) {
  const id = String(number);
  await clients.dynamodb.send(new PutItemCommand({ TableName: table.name, Item: { pk: { S: id } } }));
  await clients.sqs.send(new SendMessageCommand({ QueueUrl: `${fauxqs.url}/0/${queue.name}`, MessageBody: id }));
  process.stdout.write(`acknowledged ${id}\n`);
}
