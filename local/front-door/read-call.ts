import type { IncomingMessage } from 'node:http';
import type { Service } from '../world.ts';
import type { Access, Call, Place } from './call.ts';
import { dynamodbAccesses } from './dynamodb-accesses.ts';
import { eventsAccesses } from './events-accesses.ts';
import { isDeleteObjects, s3Accesses } from './s3-accesses.ts';
import { sqsAccesses } from './sqs-accesses.ts';
import { bodyOf } from './upstream.ts';

type JsonService = Exclude<Service, 's3'>;

const accessesOf: Record<JsonService, (operation: string, document: unknown, place: Place) => Access[]> = {
  dynamodb: dynamodbAccesses,
  sqs: sqsAccesses,
  events: eventsAccesses,
};

/** What a request is and needs. Throws on one that is not of the service's protocol (AWS JSON; REST for S3). */
export async function readCall(service: Service, request: IncomingMessage, place: Place): Promise<Call> {
  return service === 's3' ? readS3Call(request) : readJsonCall(service, request, place);
}

async function readS3Call(request: IncomingMessage): Promise<Call> {
  const { method = 'GET', url: path = '/', headers } = request;
  const body = isDeleteObjects(method, path) ? await bodyOf(request) : undefined;
  return { service: 's3', body, ...s3Accesses({ method, path, headers, body }) };
}

async function readJsonCall(service: JsonService, request: IncomingMessage, place: Place): Promise<Call> {
  const body = await bodyOf(request);
  const target = request.headers['x-amz-target'];
  const operation = typeof target === 'string' ? target.slice(target.lastIndexOf('.') + 1) : 'none';
  return { service, operation, body, accesses: accessesOf[service](operation, JSON.parse(String(body)), place) };
}
