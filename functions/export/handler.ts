import { S3Client } from '@aws-sdk/client-s3';
import type { Context, SQSEvent } from 'aws-lambda';
import { exportRequestedDetail } from '../../shared/contracts/events.ts';
import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { queueConsumer } from '../../shared/lambda/queue-consumer.ts';
import { takeTurn } from './take-turn.ts';
import { wiredExport } from './wired-export.ts';

const tables = {
  EXPORTS_TABLE: required,
  CALLS_TABLE: required,
  LEADS_TABLE: required,
  REPORTS_TABLE: required,
  WORKSPACE_TABLE: required,
};
const wired = wiredExport(environment({ ...tables, EXPORTS_BUCKET: required }), new S3Client());

export function handler(batch: SQSEvent, context: Context) {
  const dependencies = { ...wired, remainingMs: () => context.getRemainingTimeInMillis() };
  const consume = queueConsumer(exportRequestedDetail, async ({ workspace, exportId, turn }) => {
    const { result, error } = await takeTurn({ workspace, exportId, turn }, dependencies);
    log(error === undefined ? 'export-turn-taken' : 'export-turn-failed', { workspace, export: exportId, turn, result }, error);
  });
  return consume(batch);
}
