import { EventEmitter } from 'node:events';
import { Readable, type Writable } from 'node:stream';

/** A call of an SDK on its way out. */
export type Outgoing = { host: string; path: string; method: string; headers: Record<string, string>; body: string | Uint8Array };
export type Incoming = { status: number; headers: Record<string, string>; body: string | Buffer };

type RequestOptions = { host?: string; path?: string; method?: string; headers?: Record<string, string> };

/** Sends out; the answer may come, late or never. */
export type Send = (outgoing: Outgoing, answer: (incoming: Incoming) => void) => void;

/** In the place of `node:https`: as much of it as the AWS SDK uses. Connections stand at once; keeping them costs nothing. */
export function virtualNetwork(send: Send): object {
  return {
    Agent: class {
      destroy(): void {}
    },
    request: (options: RequestOptions, onResponse: (response: unknown) => void) => new VirtualRequest(options, { onResponse, send }),
  };
}

class VirtualRequest extends EventEmitter {
  readonly socket = { connecting: false, setTimeout: () => undefined, setKeepAlive: () => undefined, removeListener: () => undefined };
  readonly #options: RequestOptions;
  readonly #way: { onResponse: (response: unknown) => void; send: Send };
  #destroyed = false;

  constructor(options: RequestOptions, way: { onResponse: (response: unknown) => void; send: Send }) {
    super();
    this.#options = options;
    this.#way = way;
  }

  end(body: string | Uint8Array = ''): void {
    const { host = '', path = '/', method = 'GET', headers = {} } = this.#options;
    this.#way.send({ host, path, method, headers, body }, (incoming) => this.#answer(incoming));
  }

  destroy(): void {
    this.#destroyed = true;
    this.emit('close');
  }

  #answer({ status, headers, body }: Incoming): void {
    if (this.#destroyed) return;
    // What may be a file is a stream, as SDKs hand it on.
    const bytes =
      typeof body === 'string'
        ? Object.assign(Buffer.from(body), { on: () => undefined, pipe })
        : Readable.from([body], { objectMode: false });
    this.#way.onResponse(Object.assign(bytes, { statusCode: status, statusMessage: '', headers }));
    this.emit('close');
  }
}

/** A response is its bytes, which the SDK takes as they are, and can be read like the stream that it is in Node. */
function pipe<Into extends Writable>(this: Buffer, into: Into): Into {
  into.end(this);
  return into;
}
