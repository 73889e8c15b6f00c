import * as z from 'zod';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import { type QueueSender, UnknownQueueError } from '../queue-sender.ts';
import { untilDone } from '../until-done.ts';
import type { TargetWiring } from '../wiring.ts';
import type { World } from '../world.ts';

/** One event on its way to one target of one rule. */
export const Delivery = z.object({
  ruleArn: z.string(),
  targetId: z.string(),
  event: z.unknown(),
  attempts: z.number(),
  acceptedAt: z.number(),
});
export type Delivery = z.infer<typeof Delivery>;

export type DeliveryOptions = {
  world: World;
  send: QueueSender;
  invokeAsync: (functionArn: string, payload: unknown) => InvocationOutcome;
  signal: AbortSignal;
  log: (line: string) => void;
  /** Called after each failed attempt, with the attempts so far. */
  onAttempt: (attempts: number) => void;
};

/** Why an attempt failed; only what may pass is tried again. */
class DeliveryError extends Error {
  readonly code: string;
  readonly retried: boolean;
  constructor(code: string, message: string, retried: boolean) {
    super(message);
    this.code = code;
    this.retried = retried;
  }
}

const stoppingCode = 'STOPPING';

/** The pause before the first retry; it doubles up to the longest, half of it by chance. EventBridge publishes no numbers. */
const firstPauseMs = 1_000;
const longestPauseMs = 10 * 60_000;

/** Delivers until it succeeds or its retry policy ends, then to the target's dead-letter queue. False where it was interrupted by a stop. */
export async function deliver(delivery: Delivery, target: TargetWiring, options: DeliveryOptions): Promise<boolean> {
  const { world, signal, onAttempt } = options;
  for (let attempts = delivery.attempts; !signal.aborted; ) {
    const error = await attempt(delivery, target, options);
    if (!error) return true;
    // What fails because the runner stops is no failure of the event.
    if (signal.aborted || error.code === stoppingCode) return false;
    attempts += 1;
    onAttempt(attempts);
    const exhausted = exhaustedCondition(delivery, target, attempts, world.clock.now());
    if (!error.retried || exhausted) return setAside({ delivery, target, error, attempts, exhausted }, options);
    const pauseMs = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs);
    await world.clock.sleep(pauseMs * (0.5 + world.random() / 2), signal);
  }
  return false;
}

async function attempt(
  { event }: Delivery,
  { arn }: TargetWiring,
  { send, invokeAsync }: DeliveryOptions,
): Promise<DeliveryError | undefined> {
  if (arn.startsWith('arn:aws:lambda:')) return errorOf(invokeAsync(arn, event));
  try {
    await send({ queueArn: arn, body: JSON.stringify(event) });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof UnknownQueueError
      ? new DeliveryError('NO_RESOURCE', message, false)
      : new DeliveryError('SDK_CLIENT_ERROR', message, true);
  }
}

function errorOf(outcome: InvocationOutcome): DeliveryError | undefined {
  if (outcome.ok) return undefined;
  const { reason, errorMessage } = outcome.error;
  if (reason === 'stopping') return new DeliveryError(stoppingCode, errorMessage, true);
  if (reason === 'unknown-function') return new DeliveryError('NO_RESOURCE', errorMessage, false);
  return new DeliveryError(reason === 'throttled' ? 'THROTTLING' : 'SDK_CLIENT_ERROR', errorMessage, reason !== 'too-large');
}

type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** Which bound of the retry policy is reached; `attempts` counts the first one, which is no retry. */
function exhaustedCondition({ acceptedAt }: Delivery, target: TargetWiring, attempts: number, now: number): Exhausted | undefined {
  if (attempts > target.maximumRetryAttempts) return 'MaximumRetryAttempts';
  return now - acceptedAt >= target.maximumEventAgeSeconds * 1_000 ? 'MaximumEventAgeInSeconds' : undefined;
}

type Failed = { delivery: Delivery; target: TargetWiring; error: DeliveryError; attempts: number; exhausted: Exhausted | undefined };

async function setAside(
  { delivery, target, error, attempts, exhausted }: Failed,
  { world, send, signal, log }: DeliveryOptions,
): Promise<boolean> {
  const queueArn = target.deadLetterQueueArn;
  if (queueArn === undefined) {
    log(`An event of ${delivery.ruleArn} was dropped after ${attempts} attempts to reach ${target.arn}: ${error.code}.`);
    return true;
  }
  // Source of the attributes: EventBridge user guide, "Using dead-letter queues".
  const attributes = {
    RULE_ARN: delivery.ruleArn,
    TARGET_ARN: target.arn,
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    RETRY_ATTEMPTS: String(attempts - 1),
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
  };
  const onError = (): void => log(`Cannot send to ${queueArn} yet; trying again.`);
  return untilDone(() => send({ queueArn, body: JSON.stringify(delivery.event), attributes }), { clock: world.clock, signal, onError });
}
