/** What the runner takes from outside: time, chance, and trouble. `npm start` gives the real ones, tests give seeded ones. */
export type World = {
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  /** Asked once for every call a function makes to a service, before it is forwarded. */
  faultOf: (call: ServiceCall) => Fault | undefined;
};

export type Clock = {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Resolves after that much of this clock's time, or at once when the signal aborts. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export type Service = 'dynamodb' | 'sqs' | 's3' | 'events';

export type ServiceCall = {
  functionName: string;
  service: Service;
  /** IAM actions that the call needs, e.g. `dynamodb:PutItem`; a transaction names each of its own. */
  actions: string[];
  /** The operation as the client named it: `PutItem`, `TransactWriteItems`, `PutEvents`, `SendMessage`, … */
  operation: string;
};

export type Fault =
  | { kind: 'throttle' }
  /** A 500 to the function; `before`: the service never saw the call, `after`: its effect stands. */
  | { kind: 'fail'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number }
  /** The function's environment dies there, without an answer. */
  | { kind: 'crash'; when: 'before' | 'after' }
  /** These entries (by position) of a `PutEvents` or batch call fail, the others take effect. */
  | { kind: 'fail-entries'; entries: number[] };
