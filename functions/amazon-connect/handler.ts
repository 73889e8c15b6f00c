import * as z from 'zod';
import { log } from '../../shared/lambda/log.ts';
import { eventConsumer } from '../../shared/lambda/queue-consumer.ts';
import { ingestDependencies } from '../ingest/ingest-dependencies.ts';
import { takeContactEvent } from './take-contact-event.ts';

const dependencies = ingestDependencies();
const contactEvent = z.looseObject({ id: z.string(), detail: z.record(z.string(), z.unknown()) });

export const handler = eventConsumer(contactEvent, async (event) => {
  const answer = await takeContactEvent(event, dependencies);
  if (answer.result === 'unknown-connection') log('contact-event-unconnected', { id: event.id });
  if (answer.result === 'quarantined') log('webhook-quarantined', { id: answer.id });
});
