import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../shared/store/object-store.ts';

/** Files in memory. */
export function memoryObjectStore(): ObjectStore & { keys: () => string[] } {
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Map<number, Uint8Array>>();
  return {
    keys: () => [...objects.keys()],
    begin: async ({ key }) => {
      const id = `${key}-${uploads.size}`;
      uploads.set(id, new Map());
      return id;
    },
    putPart: async ({ uploadId }, number, bytes) => {
      uploads.get(uploadId)?.set(number, bytes);
      return etagOf(bytes);
    },
    complete: async ({ key, uploadId }, etags) => {
      const parts = uploads.get(uploadId);
      if (!parts) return objects.has(key) ? 'complete' : 'gone';
      const bytes = etags.map((etag, index) => ({ etag, part: parts.get(index + 1) }));
      if (bytes.some(({ etag, part }) => !part || etagOf(part) !== etag)) return 'gone';
      objects.set(key, Buffer.concat(bytes.map(({ part }) => part ?? new Uint8Array())));
      uploads.delete(uploadId);
      return 'complete';
    },
    put: async (key, bytes) => void objects.set(key, bytes),
    read: async function* (key) {
      const bytes = objects.get(key);
      if (!bytes) throw new Error(`There is no object ${key}`);
      yield bytes;
    },
  };
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}
