import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../shared/store/object-store.ts';

let made = 0;
const aKey = () => `exports/w_1/${made++}/calls.csv`;

async function textOf(store: ObjectStore, key: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(key)) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1');
}

const bytes = (sign: string, size: number) => Buffer.alloc(size, sign);
const enough = 5 * 1024 * 1024;

/** What every store of files does. */
export function describeObjectStore(kind: string, storeOf: () => ObjectStore): void {
  describe(`files in ${kind}`, () => {
    async function upload(store: ObjectStore) {
      const key = aKey();
      const uploadId = await store.begin({ key, contentType: 'text/csv', fileName: 'calls.csv' });
      return { key, uploadId };
    }

    it('are what their parts are, one behind the other, and completing them again changes nothing', async () => {
      const store = storeOf();
      const one = await upload(store);
      const etags = [await store.putPart(one, 1, bytes('a', enough)), await store.putPart(one, 2, bytes('b', 3))];
      expect(await store.complete(one, etags)).toBe('complete');
      expect(await store.complete(one, etags)).toBe('complete');
      expect(await textOf(store, one.key)).toBe(`${'a'.repeat(enough)}bbb`);
    });

    it('are not made of a part that somebody wrote over', async () => {
      const store = storeOf();
      const one = await upload(store);
      const etag = await store.putPart(one, 1, bytes('a', 3));
      expect(await store.putPart(one, 1, bytes('b', 3))).not.toBe(etag);
      expect(await store.complete(one, [etag])).toBe('gone');
    });

    it('cannot be made of an upload that is not there', async () => {
      expect(await storeOf().complete({ key: aKey(), uploadId: 'none' }, ['"x"'])).toBe('gone');
    });

    it('may be put in one piece, and have to be there to be read', async () => {
      const store = storeOf();
      const key = aKey();
      await expect(textOf(store, key)).rejects.toThrow();
      await store.put(key, bytes('a', 3));
      expect(await textOf(store, key)).toBe('aaa');
    });
  });
}
