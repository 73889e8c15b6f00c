import type { Service } from '../world.ts';

/** One permission that a call needs. */
export type Access = { action: string; resource: string; context?: Record<string, string> };

/** A request of a function to a service, understood as far as access and faults need it. */
export type Call = {
  service: Service;
  /** As the client named it: `PutItem`, `SendMessageBatch`, `PutEvents`, … */
  operation: string;
  accesses: Access[];
  /** Undefined where the body is passed through unread (objects of S3). */
  body: Buffer | undefined;
};

/** What ARNs of the stack are made with. */
export type Place = { region: string; account: string };
