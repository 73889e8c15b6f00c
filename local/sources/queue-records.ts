import type { Message } from '@aws-sdk/client-sqs';

export type QueueRecord = { messageId: string; receiptHandle: string; body: string } & Record<string, unknown>;

/** A message as Lambda gives it to a function. Source: Lambda developer guide, "Example Amazon SQS message event". */
export function queueRecord(message: Message, { queueArn, region }: { queueArn: string; region: string }): QueueRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

type Attribute = NonNullable<Message['MessageAttributes']>[string];

function attributeOf({ StringValue, BinaryValue, DataType }: Attribute): Record<string, unknown> {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** What a filter of a queue's mapping sees: the record, with a body that is JSON parsed. */
export function filterable(record: QueueRecord): unknown {
  try {
    return { ...record, body: JSON.parse(record.body) };
  } catch {
    return record;
  }
}
