import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy, Stage } from 'aws-cdk-lib';
import type { EventBus, IEventBus } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { exportsKeptDays } from '../shared/domain/export.ts';
import { bundleFunctions } from './building-blocks/bundle-functions.ts';
import { FileBucket } from './building-blocks/file-bucket.ts';
import { HttpApi } from './building-blocks/http-api.ts';
import type { Operations } from './building-blocks/operations.ts';
import { allCapabilities } from './capabilities/all-capabilities.ts';
import { Bus } from './capabilities/bus.ts';
import type { FunctionName } from './capabilities/capability.ts';
import { runCapability } from './capabilities/run-capability.ts';
import { Tables } from './capabilities/tables.ts';

export type RedialProps = {
  /** What becomes of tables, files and logs when they leave the stack. RETAIN where not given; DESTROY also lifts the tables' deletion protection. */
  readonly removalPolicy?: RemovalPolicy;
  /** How long logs are kept. Three months where not given. */
  readonly logRetention?: RetentionDays;
  /** Told of every alarm; without one, alarms show in CloudWatch alone. */
  readonly alarmTopic?: ITopic;
  /** How often changed days are counted again. Five minutes where not given. */
  readonly rollupEvery?: Duration;
  /** Where people and diallers reach Redial, if not at the API's own address: `https://calls.example.com`. */
  readonly publicUrl?: string;
  /** Name of the event bus, which rules of other stacks refer to. `redial` where not given; a second Redial in the same account and region needs another. */
  readonly busName?: string;
  /** Requests a second, and at once, that all clients together may make. 5,000 and 5,000 where not given. */
  readonly throttle?: { readonly ratePerSecond: number; readonly burst: number };
  /** Concurrency set aside for a function, by its name (`{ ingest: 100 }`), which is also the most that it gets. */
  readonly reservedConcurrency?: Readonly<Partial<Record<FunctionName, number>>>;
  /** Folder with a `<name>/handler.ts` for each function. Redial's own where not given. */
  readonly functionsFolder?: string;
};

/** All of Redial: webhooks in, leads recycled, days counted, reports out. Put it into a stack of your own, and add rules to its `bus`. */
export class Redial extends Construct {
  readonly bus: EventBus;
  readonly tables: Tables['byName'];
  /** Address of the HTTP API, without a slash at the end. */
  readonly apiUrl: string;
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: RedialProps = {}) {
    super(scope, id);
    const operations = operationsOf(props);
    this.bus = new Bus(this, 'Bus', { name: props.busName ?? 'redial' });
    this.tables = new Tables(this, 'Tables', operations).byName;
    const { bucket: exportFiles } = new FileBucket(this, 'ExportFiles', { keptDays: exportFolders, ...operations });
    const api = new HttpApi(this, 'HttpApi', {
      description: 'Webhooks, API, reports and console of Redial',
      throttle: props.throttle ?? { ratePerSecond: 5000, burst: 5000 },
      failureMeans: 'diallers, agents or managers get an error instead of an answer',
      operations,
    });
    this.apiUrl = api.url;
    const platform = {
      tables: this.tables,
      // The library's class and its interface disagree on absent properties, as this compiler reads them.
      bus: this.bus as IEventBus,
      exportFiles: exportFiles as IBucket,
      api,
      operations,
      bundles: this.#bundle(props.functionsFolder ?? fileURLToPath(new URL('../functions', import.meta.url))),
      publicUrl: props.publicUrl,
      schedules: props.rollupEvery ? { rollup: props.rollupEvery } : {},
      reservedConcurrency: props.reservedConcurrency ?? {},
    };
    const running = allCapabilities.map((capability) => [capability.name, runCapability(this, capability, platform)]);
    // Every FunctionName has a capability; a test holds that.
    this.functions = Object.fromEntries(running) as Record<FunctionName, LambdaFunction>;
  }

  /** Answers the folder that holds a folder for each function. */
  #bundle(functionsFolder: string): string {
    const outFolder = join(Stage.of(this)?.assetOutdir ?? 'cdk.out', 'bundles', this.node.path.replaceAll('/', '-'));
    bundleFunctions({ names: allCapabilities.map(({ name }) => name), functionsFolder, outFolder });
    return outFolder;
  }
}

/** How long files of exports are kept, by where they lie. */
const exportFolders = Object.fromEntries(Object.entries(exportsKeptDays).map(([folder, days]) => [`exports/${folder}/`, days]));

function operationsOf({ removalPolicy, logRetention, alarmTopic }: RedialProps): Operations {
  return { removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN, logRetention: logRetention ?? RetentionDays.THREE_MONTHS, alarmTopic };
}
