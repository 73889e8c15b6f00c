import * as z from 'zod';

const descriptions = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const streams = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const iterators = z.object({ ShardIterator: z.string() });
const pages = z.object({
  Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }) }) }) })),
  NextShardIterator: z.string().optional(),
});

/** Keys of all records in a table's stream, from its beginning. */
export async function streamKeys(url: string, tableName: string): Promise<string[]> {
  const call = async <Schema extends z.ZodType>(target: string, body: object, schema: Schema): Promise<z.infer<Schema>> => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return schema.parse(await answer.json());
  };
  const of = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

  const { Table } = await call('DynamoDB_20120810.DescribeTable', { TableName: tableName }, descriptions);
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await call(of('DescribeStream'), { StreamArn }, streams);
  const keys: string[] = [];
  for (const { ShardId } of StreamDescription.Shards) {
    let next: string | undefined = (
      await call(of('GetShardIterator'), { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }, iterators)
    ).ShardIterator;
    while (next !== undefined) {
      const page: z.infer<typeof pages> = await call(of('GetRecords'), { ShardIterator: next }, pages);
      keys.push(...page.Records.map(({ dynamodb }) => dynamodb.Keys.pk.S));
      next = page.Records.length === 0 ? undefined : page.NextShardIterator;
    }
  }
  return keys;
}
