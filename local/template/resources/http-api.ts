import * as z from 'zod';
import type { ApiWiring } from '../../wiring.ts';
import { flag, ignored, numeric, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const apiSchema = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  Description: ignored,
  DisableExecuteApiEndpoint: flag.pipe(z.literal(false)).optional(),
  IpAddressType: ignored,
  Tags: ignored,
});

// `$default`, the route that takes what no other does, is refused: a greedy route says the same.
const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().regex(/^[A-Z]+ \//),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').optional(),
  OperationName: ignored,
});

const integrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: numeric.pipe(z.literal(30_000)).optional(),
  ConnectionType: z.literal('INTERNET').optional(),
  IntegrationMethod: ignored,
  Description: ignored,
});

const stageSchema = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default'),
  AutoDeploy: flag.pipe(z.literal(true)),
  // An account's default throttle: 10,000 requests a second with bursts of 5,000 (API Gateway quotas).
  DefaultRouteSettings: z
    .strictObject({
      ThrottlingRateLimit: numeric.default(10_000),
      ThrottlingBurstLimit: numeric.default(5_000),
      DetailedMetricsEnabled: ignored,
    })
    .default({ ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 }),
  AccessLogSettings: ignored,
  Description: ignored,
  Tags: ignored,
});

/** The one HTTP API; without one, an API that has no routes. */
export function apiWiring(resources: ResolvedResource[]): ApiWiring {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  const apis = ofType('Api').map((api) => readProperties(api, apiSchema));
  if (apis.length > 1)
    throw new Error(`Cannot run ${apis.length} HTTP APIs (${apis.map(({ Name }) => Name).join(', ')}): the runner serves one`);

  const stages = ofType('Stage').map((stage) => readProperties(stage, stageSchema));
  const settings = stages[0]?.DefaultRouteSettings ?? { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 };
  const integrations = ofType('Integration').map((integration) => ({
    ref: integration.ref,
    functionArn: functionArnOf(readProperties(integration, integrationSchema).IntegrationUri),
  }));
  return {
    routes: ofType('Route').map((route) => routeWiring(route, integrations)),
    throttle: { ratePerSecond: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit },
  };
}

function routeWiring(route: ResolvedResource, integrations: { ref: string; functionArn: string }[]): ApiWiring['routes'][number] {
  const { RouteKey, Target } = readProperties(route, routeSchema);
  const [method = '', path = ''] = RouteKey.split(' ');
  const integration = integrations.find(({ ref }) => Target === `integrations/${ref}`);
  if (integration === undefined)
    throw new Error(`Cannot run AWS::ApiGatewayV2::Route "${route.logicalId}": there is no integration ${Target}`);
  return { method, path, functionArn: integration.functionArn };
}

/** An integration names its function by ARN, or by the address at which API Gateway invokes that ARN. */
function functionArnOf(uri: string): string {
  return /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
