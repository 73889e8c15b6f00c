import { createHash } from 'node:crypto';
import { keyIn } from './keys.ts';
import type { Change } from './secondary-index.ts';
import type { Table } from './table.ts';
import type { StreamViewType } from './table-definition.ts';
import type { Item } from './values/attribute-value.ts';
import { sizeOf } from './values/size-of.ts';

/** A change of a table as Lambda hands it to a function; times are seconds. */
export type StreamRecord = {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: {
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    OldImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: StreamViewType;
  };
  eventSourceARN: string;
};

/** A table's stream as one sequence, from which nothing is ever trimmed; shards are for who reads it to make. */
export type Stream = {
  /** Oldest first; `after` is the sequence number of the last record that was read, undefined the beginning. */
  records: (after: string | undefined, limit: number) => StreamRecord[];
};

/** Sequence numbers have one length, so that they sort as text too. */
const first = 10n ** 20n;

/** @throws Error for a table that has no stream. */
export function streamOf({ definition, changes }: Table): Stream {
  const { name, arn, key, stream } = definition;
  if (stream === undefined) throw new Error(`Cannot read the changes of the table ${name}: it has no stream`);
  const eventPrefix = createHash('md5').update(arn).digest('hex').slice(0, 16);
  const awsRegion = arn.split(':')[3] ?? '';

  function recordOf({ before, after, atMs }: Change, position: number): StreamRecord {
    const Keys = keyIn(after ?? before ?? {}, key);
    const images = imagesOf(stream?.view, before, after);
    return {
      eventID: eventPrefix + position.toString(16).padStart(16, '0'),
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(atMs / 1000),
        Keys,
        ...images,
        SequenceNumber: String(first + BigInt(position)),
        SizeBytes: [Keys, ...Object.values(images)].reduce((bytes, item) => bytes + sizeOf(item), 0),
        StreamViewType: stream?.view ?? 'KEYS_ONLY',
      },
      eventSourceARN: stream?.arn ?? '',
    };
  }

  return {
    records: (after, limit) => {
      const start = after === undefined ? 0 : Number(BigInt(after) - first) + 1;
      return changes.slice(start, start + limit).map((change, index) => recordOf(change, start + index));
    },
  };
}

function imagesOf(
  view: StreamViewType | undefined,
  before: Item | undefined,
  after: Item | undefined,
): { NewImage?: Item; OldImage?: Item } {
  const isNew = view === 'NEW_AND_OLD_IMAGES' || view === 'NEW_IMAGE';
  const isOld = view === 'NEW_AND_OLD_IMAGES' || view === 'OLD_IMAGE';
  return { ...(isNew && after && { NewImage: after }), ...(isOld && before && { OldImage: before }) };
}
