import type { S3Client } from '@aws-sdk/client-s3';
import { now } from '../../shared/lambda/now.ts';
import { callsInOrder } from '../../shared/store/calls-in-order.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoExportStore } from '../../shared/store/dynamo-export-store.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { leadsById } from '../../shared/store/leads-by-id.ts';
import { leadsInOrder } from '../../shared/store/leads-in-order.ts';
import { s3ObjectStore } from '../../shared/store/s3-object-store.ts';
import type { ExportDependencies } from './export-dependencies.ts';

type Names = Record<'EXPORTS_TABLE' | 'EXPORTS_BUCKET' | 'CALLS_TABLE' | 'LEADS_TABLE' | 'REPORTS_TABLE' | 'WORKSPACE_TABLE', string>;

/** S3 takes parts of 5 MiB and more, but for the last. */
const partBytes = 8 * 1024 * 1024;

/** The stores that exports read and write, by the names of their tables. */
export function wiredExport(names: Names, s3: S3Client, client = dynamoClient()): Omit<ExportDependencies, 'remainingMs'> {
  const calls = { client, table: names.CALLS_TABLE };
  const leads = { client, table: names.LEADS_TABLE };
  return {
    exports: dynamoExportStore({ client, table: names.EXPORTS_TABLE }),
    objects: s3ObjectStore({ client: s3, bucket: names.EXPORTS_BUCKET }),
    callsInOrder: (span) => callsInOrder(calls, span),
    callsById: dynamoCallStore(calls).getMany,
    leadsById: (workspace, ids) => leadsById(leads, workspace, ids),
    leadsInOrder: (span) => leadsInOrder(leads, span),
    reports: dynamoReportStore({ client, table: names.REPORTS_TABLE }),
    workspaces: dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE }),
    now,
    partBytes,
  };
}
