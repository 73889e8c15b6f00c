import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

/** Where Redial's events go, and where the deploying team adds rules of its own. */
export class Bus extends EventBus {
  constructor(scope: Construct, id: string, { name }: { name: string }) {
    super(scope, id, { eventBusName: name, description: 'What happened to calls, leads, follow-ups and days, told by Redial' });
  }
}
