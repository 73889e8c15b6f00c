import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { expect } from 'vitest';
import * as z from 'zod';
import type { ApiDependencies } from '../../../functions/api/api-dependencies.ts';
import { everyRoute } from '../../../functions/api/every-route.ts';
import { type AssignmentRouteDependencies, assignmentRoutes } from '../../../functions/assign/assignment-routes.ts';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { type ReportRouteDependencies, reportRoutes } from '../../../functions/reports/report-routes.ts';
import { rollUp } from '../../../functions/rollup/roll-up.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import { type ApiToken, defaultSettings, type Role } from '../../../shared/domain/workspace.ts';
import { hashOf } from '../../../shared/lambda/http/api-token.ts';
import { httpApi } from '../../../shared/lambda/http/http-api.ts';
import { at } from '../../builders.ts';
import { memoryAssignmentRuns } from '../../doubles/memory-assignment-runs.ts';
import { memoryCallLog } from '../../doubles/memory-call-log.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryConnectionStore } from '../../doubles/memory-connection-store.ts';
import { memoryExportScheduleStore } from '../../doubles/memory-export-schedule-store.ts';
import { memoryExportStore } from '../../doubles/memory-export-store.ts';
import { memoryFollowUpStore } from '../../doubles/memory-follow-up-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';

export type Dependencies = ApiDependencies & ReportRouteDependencies & AssignmentRouteDependencies;

/** The stores of an API in memory, whose clock shows the moment that all tests share. */
export function apiStores() {
  const leads = memoryLeadStore();
  const stores = {
    workspaces: memoryWorkspaceStore(),
    runs: memoryAssignmentRuns(),
    connections: memoryConnectionStore(),
    leads,
    followUps: memoryFollowUpStore(leads),
    calls: memoryCallStore(),
    reports: memoryReportStore(),
    quarantine: memoryQuarantineStore(),
    exports: memoryExportStore(),
    schedules: memoryExportScheduleStore(),
  };
  const callLog = memoryCallLog(stores);
  const now = () => at();
  const roll: ReportRouteDependencies['rollUp'] = (options) => rollUp({ ...stores, now }, options);
  const linkTo = async (key: string) => `https://files.example/${key}`;
  return {
    ...stores,
    callLog,
    diallers,
    linkTo,
    now,
    random: randomBytes,
    rollUp: roll,
    leadsForReach: async function* (workspace: string) {
      yield leads.all().filter((lead) => lead.workspace === workspace);
    },
  };
}

export type Sent = { token?: string; body?: unknown; headers?: Record<string, string>; rawBody?: string | Buffer };

/** What came back: its JSON where it is JSON. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers that the table's schemas have checked
export type Came = { status: number; headers: Record<string, string>; text: string; json: any };

const problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string().min(1),
  status: z.number(),
  detail: z.string().min(1),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
  existing: z.string().optional(),
});

/** An API over these dependencies. Every answer is held against the table: its status, its schema, or a problem. */
export function anApi(dependencies: Dependencies) {
  const logged: string[] = [];
  const handler = httpApi({
    served: [...everyRoute, ...reportRoutes, ...assignmentRoutes],
    routes,
    dependencies,
    log: (code) => logged.push(code),
  });
  const call = async (method: string, target: string, sent: Sent = {}): Promise<Came> => {
    const result = await handler(eventOf(method, target, sent), {} as Context); // no part of the context is read
    const text = result.body ?? '';
    const headers = Object.fromEntries(Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]));
    const isJson = /json/.test(headers['content-type'] ?? '');
    const came = { status: result.statusCode ?? 0, headers, text, json: isJson ? JSON.parse(text) : undefined };
    holdAgainstTable(method, target, came);
    return came;
  };
  return { call, logged };
}

function holdAgainstTable(method: string, target: string, { status, headers, json }: Came): void {
  expect(headers['x-content-type-options']).toBe('nosniff');
  if (status >= 400) {
    expect(headers['content-type']).toBe('application/problem+json');
    expect(problem.parse(json).status).toBe(status);
    return;
  }
  const path = target.split('?')[0] ?? '';
  const row = routes.find((route) => route.method === method && pattern(route.path).test(path) && !isOtherFixed(path, route.path));
  expect(Object.keys(row?.answers ?? {})).toContain(String(status));
  const schema = row?.answers[status];
  if (schema && json !== undefined) schema.parse(json);
}

const pattern = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`);
const isOtherFixed = (path: string, row: string) => row !== path && routes.some((route) => route.path === path);

function eventOf(method: string, target: string, { token, body, headers = {}, rawBody }: Sent): APIGatewayProxyEventV2 {
  const [path = '', query = ''] = target.split('?');
  const isBase64Encoded = rawBody instanceof Buffer;
  const text = rawBody?.toString(isBase64Encoded ? 'base64' : 'utf8') ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: {
      host: 'redial.example',
      'x-forwarded-proto': 'https',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'redial.example',
      domainPrefix: 'redial',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    isBase64Encoded,
    ...(text !== undefined && { body: text }),
  };
}

export async function addWorkspace({ workspaces }: Dependencies, id: string): Promise<void> {
  const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  await workspaces.createWorkspace({ id, name: `Workspace ${id}`, settings, createdAt: at() });
}

/** Makes a token of that role and says what it is. */
export async function addToken(
  { workspaces }: Dependencies,
  workspace: string,
  token: Partial<ApiToken> & { role: Role },
): Promise<string> {
  const secret = `rdl_${workspace}_${token.role}_${token.agent ?? token.branch ?? ''}`;
  const id = token.id ?? `t_${workspace}_${token.role}`;
  const nobody = { agent: null, branch: null, department: null };
  await workspaces.saveToken({ id, workspace, name: token.role, ...nobody, hash: hashOf(secret), createdAt: at(), ...token });
  return secret;
}
