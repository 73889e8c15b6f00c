import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, type FunctionOptions, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmOn } from './alarm-on.ts';
import type { Operations } from './operations.ts';

export type BundledFunctionProps = {
  /** As in `functions/<name>`; also the service's name in its logs. */
  name: string;
  /** Folder that holds `index.cjs`. */
  codeFolder: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  environment: Record<string, string>;
  /** All it may do, but for writing its own log. */
  statements: readonly PolicyStatement[];
  reservedConcurrency: number | undefined;
  /** Who is hurt, and how, while it fails: one clause, without a full stop. */
  failureMeans: string;
  operations: Operations;
};

/** A Lambda function from one bundled file, with a role and a log of its own, and alarms on errors and throttles. */
export class BundledFunction extends Construct {
  readonly lambda: LambdaFunction;

  /** `failedInvocations`: where an asynchronous invocation goes after its last retry. */
  constructor(scope: Construct, id: string, { failedInvocations, ...props }: BundledFunctionProps & { failedInvocations?: IQueue }) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: props.operations.logRetention,
      removalPolicy: props.operations.removalPolicy,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.codeFolder, { exclude: ['*.map'] }),
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { POWERTOOLS_SERVICE_NAME: props.name, LOG_LEVEL: 'INFO', ...props.environment },
      role: this.#roleFor(logGroup, props.statements),
      logGroup,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(failedInvocations && asynchronousEnd(failedInvocations)),
    });
    this.#watch(props);
  }

  #roleFor(logGroup: LogGroup, statements: readonly PolicyStatement[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const ownLog = new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
    for (const statement of [ownLog, ...statements]) role.addToPolicy(statement);
    return role;
  }

  #watch({ name, failureMeans, operations }: BundledFunctionProps): void {
    const period = Duration.minutes(1);
    const troubles = { Errors: this.lambda.metricErrors({ period }), Throttles: this.lambda.metricThrottles({ period }) };
    for (const [id, metric] of Object.entries(troubles)) {
      alarmOn(this, id, { metric, threshold: 1, sees: `${id} of the function ${name}`, failureMeans, operations });
    }
  }
}

/** Retries as Lambda does by default, said aloud, and an end that a person sees. */
function asynchronousEnd(queue: IQueue): Pick<FunctionOptions, 'retryAttempts' | 'maxEventAge' | 'onFailure'> {
  return { retryAttempts: 2, maxEventAge: Duration.hours(1), onFailure: new SqsDestination(queue) };
}
