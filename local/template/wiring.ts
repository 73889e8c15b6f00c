import type { Wiring } from '../wiring.ts';
import type { Assembly } from './assembly.ts';
import { checkDeliveries } from './deliveries.ts';
import { type ResolvedResource, resolveTemplate } from './resolved-template.ts';
import { bucketWiring } from './resources/buckets.ts';
import { busWiring, checkScheduleGroup, ruleWiring, scheduleWiring } from './resources/events.ts';
import { functionWiring } from './resources/functions.ts';
import { apiWiring } from './resources/http-api.ts';
import { mappingWiring } from './resources/mappings.ts';
import { queueWiring } from './resources/queues.ts';
import { statementsByRole } from './resources/roles.ts';
import { tableWiring } from './resources/tables.ts';

export type WiringOptions = {
  region: string;
  account: string;
  /** What clients of the HTTP API use as its address: `http://localhost:3000`. */
  publicUrl: string;
};

/**
 * What runs, as the template says it. Throws, naming resource and property, on anything the runner would do otherwise than
 * AWS: a type, a property, an intrinsic or a condition that it does not know, or a delivery that no policy of the template allows.
 */
export function wiringOf(assembly: Assembly, options: WiringOptions): Wiring {
  const { resources, outputs } = resolveTemplate(assembly, options);
  const each = <Part>(type: string, read: (resource: ResolvedResource) => Part) => resources.filter((one) => one.type === type).map(read);

  const statements = statementsByRole(resources);
  const tables = each('AWS::DynamoDB::Table', tableWiring);
  const functions = each('AWS::Lambda::Function', (one) => functionWiring(one, { assembly, resources, statements }));
  each('AWS::Scheduler::ScheduleGroup', checkScheduleGroup);
  const wiring = {
    region: options.region,
    account: options.account,
    functions,
    tables,
    queues: each('AWS::SQS::Queue', queueWiring),
    buckets: each('AWS::S3::Bucket', bucketWiring),
    buses: each('AWS::Events::EventBus', busWiring),
    rules: each('AWS::Events::Rule', ruleWiring),
    schedules: each('AWS::Scheduler::Schedule', scheduleWiring),
    mappings: each('AWS::Lambda::EventSourceMapping', (one) => mappingWiring(one, { functions, tables })),
    api: apiWiring(resources),
    outputs,
  };
  checkDeliveries({ wiring, resources, statements });
  return wiring;
}
