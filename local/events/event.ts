import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** An event as EventBridge gives it to rules and targets. */
export type BusEvent = {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
};

export type EntryError = { ErrorCode: string; ErrorMessage: string };

/** The largest entry, by the size that EventBridge counts. Source: EventBridge user guide, "PutEvents event entry size". */
const limitBytes = 256 * 1024;

const Entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  Time: z.number().optional(),
});
type Entry = z.infer<typeof Entry>;

type Circumstances = { account: string; region: string; now: number; byAws?: boolean };

/** Makes the event of one entry of a `PutEvents` call, or says what is wrong with the entry, as EventBridge does. `Time` is in seconds. */
export function eventOf(value: unknown, { account, region, now, byAws }: Circumstances): BusEvent | EntryError {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return invalid('InvalidArgument', 'The entry has a field of a wrong type.');
  const entry = parsed.data;
  if (!entry.Source) return invalid('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  if (!entry.DetailType) return invalid('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!entry.Detail) return invalid('InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (sizeOf(entry) > limitBytes) return invalid('InvalidArgument', `The entry is larger than ${limitBytes} bytes.`);
  if (entry.Source.startsWith('aws.') && !byAws) return invalid('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detail = objectOf(entry.Detail);
  if (!detail) return invalid('MalformedDetail', 'Detail is malformed.');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.DetailType,
    source: entry.Source,
    account,
    time: new Date(entry.Time === undefined ? now : entry.Time * 1_000).toISOString().replace(/\.\d{3}/, ''),
    region,
    resources: entry.Resources ?? [],
    detail,
  };
}

export function isEntryError(result: BusEvent | EntryError): result is EntryError {
  return 'ErrorCode' in result;
}

function invalid(ErrorCode: string, ErrorMessage: string): EntryError {
  return { ErrorCode, ErrorMessage };
}

function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return z.record(z.string(), z.unknown()).safeParse(value).data;
  } catch {
    return undefined;
  }
}
