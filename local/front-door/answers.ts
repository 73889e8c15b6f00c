import type { Service } from '../world.ts';

/** An answer that the front door gives itself. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

type Failure = { status: number; code: string; message: string };

/** Says it as the service would; SDKs decide by these codes whether to try again. */
type Shape = (failure: Failure) => Answer;

const json =
  (contentType: string, prefix: string, extra: (failure: Failure) => Record<string, string> = () => ({})): Shape =>
  (failure) => ({
    status: failure.status,
    headers: { 'content-type': contentType, 'x-amzn-errortype': failure.code, ...extra(failure) },
    // Services are not of one mind about the case of `message`; clients read both.
    body: JSON.stringify({ __type: `${prefix}#${failure.code}`, message: failure.message, Message: failure.message }),
  });

const shapes: Record<Service, Shape> = {
  dynamodb: json('application/x-amz-json-1.0', 'com.amazonaws.dynamodb.v20120810'),
  sqs: json('application/x-amz-json-1.0', 'com.amazonaws.sqs', ({ status, code }) => ({
    'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
  })),
  events: json('application/x-amz-json-1.1', 'com.amazonaws.events'),
  s3: ({ status, code, message }) => ({
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`,
  }),
};

const deniedAs: Record<Service, [status: number, code: string]> = {
  dynamodb: [400, 'AccessDeniedException'],
  sqs: [403, 'AccessDenied'],
  s3: [403, 'AccessDenied'],
  events: [400, 'AccessDeniedException'],
};

const throttledAs: Record<Service, Failure> = {
  dynamodb: { status: 400, code: 'ThrottlingException', message: 'Throughput exceeds the current capacity of your table or index.' },
  sqs: { status: 403, code: 'RequestThrottled', message: 'Request is throttled.' },
  s3: { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
  events: { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' },
};

const failedAs: Record<Service, Failure> = {
  dynamodb: { status: 500, code: 'InternalServerError', message: 'The request processing has failed because of an unknown error.' },
  sqs: { status: 500, code: 'InternalFailure', message: 'The request processing has failed because of an unknown error.' },
  s3: { status: 500, code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
  events: { status: 500, code: 'InternalException', message: 'This exception occurs due to unexpected causes.' },
};

export function denied(service: Service, message: string): Answer {
  const [status, code] = deniedAs[service];
  return shapes[service]({ status, code, message });
}

export function throttled(service: Service): Answer {
  return shapes[service](throttledAs[service]);
}

export function failed(service: Service, message = failedAs[service].message): Answer {
  return shapes[service]({ ...failedAs[service], message });
}

export function refused(service: Service, code: string, message: string): Answer {
  return shapes[service]({ status: 400, code, message });
}

export function forbidden(service: Service, code: string, message: string): Answer {
  return shapes[service]({ status: 403, code, message });
}

export function succeeded(service: Service, document: unknown): Answer {
  const contentType = service === 'events' ? 'application/x-amz-json-1.1' : 'application/x-amz-json-1.0';
  return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(document) };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
