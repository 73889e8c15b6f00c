import * as z from 'zod';
import { comparable, unordered } from './comparable.ts';
import type { Engine } from './engines.ts';
import type { Request } from './generated/requests.ts';

const page = z.looseObject({
  Items: z.array(z.looseObject({ o: z.unknown().optional() })).optional(),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});
const refusal = z.looseObject({ __type: z.string(), CancellationReasons: z.array(z.looseObject({ Code: z.string() })).optional() });

/** What an engine says to a request, as far as engines have to agree. A query goes on until its last page. */
export async function said(engine: Engine, request: Request): Promise<unknown> {
  const { status, body } = await engine.ask(request);
  if (status === 200) return request.operation === 'Query' ? pages(engine, request, body) : comparable(body);
  const { __type, CancellationReasons = [] } = refusal.parse(body);
  // DynamoDB says `ValidationError` of the action whose update fails; DynamoDB Local refuses some such transactions as a whole.
  const isInvalid = __type.endsWith('ValidationException') || CancellationReasons.some(({ Code }) => Code === 'ValidationError');
  return isInvalid ? { status, refused: 'invalid' } : { status, refused: comparable(body) };
}

/** Items of an index have an order only where their sort keys differ. */
async function pages(engine: Engine, { operation, input }: Request, first: unknown): Promise<unknown> {
  const counts: unknown[] = [];
  const items: { o?: unknown }[] = [];
  for (let body = first; ; ) {
    const { Items = [], LastEvaluatedKey, ...others } = page.parse(body);
    // Whether a last page that is full may be followed by an empty one is up to the engine.
    if (body === first || others.ScannedCount !== 0) counts.push(comparable(others));
    items.push(...Items);
    if (LastEvaluatedKey === undefined) break;
    body = (await engine.ask({ operation, input: { ...input, ExclusiveStartKey: LastEvaluatedKey } })).body;
  }
  if (input.IndexName === undefined) return { counts, items: comparable(items) };
  return { counts, items: unordered(items), ranks: items.map(({ o }) => comparable(o)) };
}
