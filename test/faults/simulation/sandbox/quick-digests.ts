import { createHash, createHmac, hash } from 'node:crypto';

type Data = string | Uint8Array;

/** Bytes of a block, of the algorithms that are digested here. */
const blockBytes: Readonly<Record<string, number>> = { sha1: 64, sha256: 64 };

/**
 * `createHash` and `createHmac` with the same results as Node's, made of its one-shot `hash`: a function signs every call to a service with
 * seven digests of some bytes each, and Node's objects for those took an eighth of a run.
 */
export const quickDigests = {
  createHash: (algorithm: string) => (algorithm in blockBytes ? new QuickHash(algorithm) : createHash(algorithm)),
  createHmac: (algorithm: string, key: unknown) => {
    const size = blockBytes[algorithm];
    const isPlain = typeof key === 'string' || key instanceof Uint8Array;
    if (size !== undefined && isPlain) return new QuickHmac(algorithm, blockOf(key, algorithm, size));
    return createHmac(algorithm, key as string); // or another form of a key that Node knows
  },
};

class QuickHash {
  readonly algorithm: string;
  #parts: Uint8Array[];

  constructor(algorithm: string, parts: Uint8Array[] = []) {
    this.algorithm = algorithm;
    this.#parts = parts;
  }

  update(data: Data, encoding: BufferEncoding = 'utf8'): this {
    this.#parts.push(bytesOf(data, encoding));
    return this;
  }

  copy(): QuickHash {
    return new QuickHash(this.algorithm, [...this.#parts]);
  }

  digest(encoding: BufferEncoding | 'buffer' = 'buffer'): string | Buffer {
    return digested(this.algorithm, this.#parts, encoding);
  }
}

/** Source: RFC 2104. */
class QuickHmac extends QuickHash {
  readonly #block: Uint8Array;

  constructor(algorithm: string, block: Uint8Array) {
    super(algorithm, [block.map((byte) => byte ^ 0x36)]);
    this.#block = block;
  }

  override digest(encoding: BufferEncoding | 'buffer' = 'buffer'): string | Buffer {
    const inner = super.digest() as Buffer; // as no encoding is named
    return digested(this.algorithm, [this.#block.map((byte) => byte ^ 0x5c), inner], encoding);
  }
}

function digested(algorithm: string, parts: readonly Uint8Array[], encoding: BufferEncoding | 'buffer'): string | Buffer {
  const [only = Buffer.alloc(0)] = parts;
  return hash(algorithm, parts.length > 1 ? Buffer.concat(parts) : only, encoding as 'buffer'); // one of those that it knows
}

/** The key, filled up to a block; one that is longer counts by its digest. */
function blockOf(key: Data, algorithm: string, size: number): Uint8Array {
  const bytes = bytesOf(key, 'utf8');
  const block = new Uint8Array(size);
  block.set(bytes.length > size ? hash(algorithm, bytes, 'buffer') : bytes);
  return block;
}

function bytesOf(data: Data, encoding: BufferEncoding): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, encoding) : data;
}
