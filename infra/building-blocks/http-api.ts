import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi as Api, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alarmOn } from './alarm-on.ts';
import type { Operations } from './operations.ts';

/** As API Gateway writes it: `POST /webhooks/{connectionId}`, `ANY /api/{proxy+}`. */
export type RouteKey = `${keyof typeof HttpMethod} /${string}`;

type HttpApiProps = {
  description: string;
  throttle: { ratePerSecond: number; burst: number };
  failureMeans: string;
  operations: Operations;
};

/** Fields of the access log. Never a query string, a header or a body: keys and phone numbers travel there. */
const logged = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  routeKey: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** An HTTP API (payload format 2.0) with throttling, an access log in JSON, and an alarm on its 5xx answers. */
export class HttpApi extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly #api: Api;

  constructor(scope: Construct, id: string, { description, throttle, failureMeans, operations }: HttpApiProps) {
    super(scope, id);
    this.#api = new Api(this, 'Api', { description, createDefaultStage: false });
    this.url = this.#api.apiEndpoint;
    const log = new LogGroup(this, 'AccessLog', { retention: operations.logRetention, removalPolicy: operations.removalPolicy });
    new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(JSON.stringify(logged)) },
    });
    const metric = this.#api.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' });
    alarmOn(this, 'ServerErrors', { metric, threshold: 1, sees: 'The HTTP API answers with 5xx', failureMeans, operations });
  }

  /** Sends the requests of these routes to the function. */
  serve(routes: readonly RouteKey[], lambda: LambdaFunction): void {
    const integration = new HttpLambdaIntegration(`${lambda.node.scope?.node.id}Integration`, lambda);
    for (const route of routes) {
      const [method, path] = partsOf(route);
      this.#api.addRoutes({ path, methods: [method], integration });
    }
  }
}

function partsOf(route: RouteKey): [HttpMethod, string] {
  const [method = '', path = ''] = route.split(' ');
  // RouteKey says that the first word is a name of HttpMethod.
  return [HttpMethod[method as keyof typeof HttpMethod], path];
}
