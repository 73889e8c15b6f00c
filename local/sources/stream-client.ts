import * as z from 'zod';

const StreamRecord = z.looseObject({
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
    Keys: z.record(z.string(), z.unknown()),
  }),
});
/** A change of a table as DynamoDB's wire has it, which is also the form that functions get. Times are in seconds. */
export type StreamRecord = z.infer<typeof StreamRecord>;

const Shard = z.object({
  ShardId: z.string(),
  ParentShardId: z.string().optional(),
  SequenceNumberRange: z.object({ EndingSequenceNumber: z.string().optional() }),
});
export type Shard = z.infer<typeof Shard>;

export type ShardPosition = { ShardIteratorType: 'TRIM_HORIZON' } | { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; SequenceNumber: string };

/** The four calls that reading a table's stream takes. The wire is used as it is: an SDK would only turn the records into other forms. */
export type StreamClient = {
  streamOf: (tableName: string) => Promise<string>;
  shardsOf: (streamArn: string) => Promise<Shard[]>;
  iteratorOf: (streamArn: string, shardId: string, position: ShardPosition) => Promise<string>;
  /** Without `next` the shard is closed and read to its end. */
  read: (iterator: string, limit: number) => Promise<{ records: StreamRecord[]; next: string | undefined }>;
};

/** An error answer; `code` is the service's own name for it, such as `ExpiredIteratorException`. */
export class StreamError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const Failure = z.object({ __type: z.string().transform((type) => type.replace(/^.*#/, '')), Message: z.string().optional() });
const described = z.object({ StreamDescription: z.object({ Shards: z.array(Shard), LastEvaluatedShardId: z.string().optional() }) });
const table = z.object({ Table: z.object({ LatestStreamArn: z.string().optional() }) });
const iterator = z.object({ ShardIterator: z.string() });
const page = z.object({ Records: z.array(StreamRecord), NextShardIterator: z.string().nullish() });

/** Reads streams of DynamoDB Local at `url`, which checks no signatures. */
export function createStreamClient(url: string): StreamClient {
  async function call<Answer extends z.ZodType>(target: string, input: unknown, answer: Answer): Promise<z.infer<Answer>> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        authorization: 'AWS4-HMAC-SHA256 Credential=runner/20200101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
      },
      body: JSON.stringify(input),
    });
    const body: unknown = await response.json();
    if (response.ok) return answer.parse(body);
    const failure = Failure.parse(body);
    throw new StreamError(failure.__type, `${target} failed: ${failure.__type} ${failure.Message ?? ''}`);
  }
  const streams = 'DynamoDBStreams_20120810';

  return {
    async streamOf(tableName) {
      const { Table } = await call('DynamoDB_20120810.DescribeTable', { TableName: tableName }, table);
      if (Table.LatestStreamArn === undefined) throw new Error(`Cannot read the changes of the table ${tableName}: it has no stream.`);
      return Table.LatestStreamArn;
    },
    async shardsOf(streamArn) {
      const shards: Shard[] = [];
      for (let start: string | undefined; ; ) {
        const input = { StreamArn: streamArn, ...(start !== undefined && { ExclusiveStartShardId: start }) };
        const { StreamDescription } = await call(`${streams}.DescribeStream`, input, described);
        shards.push(...StreamDescription.Shards);
        start = StreamDescription.LastEvaluatedShardId;
        if (start === undefined) return shards;
      }
    },
    async iteratorOf(streamArn, shardId, position) {
      const input = { StreamArn: streamArn, ShardId: shardId, ...position };
      return (await call(`${streams}.GetShardIterator`, input, iterator)).ShardIterator;
    },
    async read(from, limit) {
      const { Records, NextShardIterator } = await call(
        `${streams}.GetRecords`,
        { ShardIterator: from, Limit: Math.min(limit, 1_000) },
        page,
      );
      return { records: Records, next: NextShardIterator ?? undefined };
    },
  };
}
