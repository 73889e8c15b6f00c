import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Sends requests on to the real parts over connections that are kept. */
export class Upstream {
  readonly #agent = new Agent({ keepAlive: true });

  /** The request as it came: the same path, headers and bytes; `body` where it was read already, the incoming stream otherwise. */
  send(origin: string, incoming: IncomingMessage, body: Buffer | undefined): Promise<IncomingMessage> {
    const { hostname, port } = new URL(origin);
    const { method, url: path, rawHeaders } = incoming;
    const headers = body === undefined ? rawHeaders : withLength(rawHeaders, body.length);
    return new Promise((resolve, reject) => {
      const outgoing = request({ agent: this.#agent, hostname, port, method, path, headers }, resolve);
      outgoing.once('error', reject);
      if (body === undefined) incoming.pipe(outgoing);
      else outgoing.end(body);
    });
  }

  stop(): void {
    this.#agent.destroy();
  }
}

const betweenNeighboursOnly = ['connection', 'keep-alive'];

/** Passes an answer on as it came. */
export function relay(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(
    answer.statusCode ?? 502,
    pairs(answer.rawHeaders)
      .filter(([name]) => !betweenNeighboursOnly.includes(name.toLowerCase()))
      .flat(),
  );
  answer.pipe(response);
  answer.once('error', () => response.destroy());
}

/** The whole body of a request or an answer. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

function withLength(rawHeaders: string[], length: number): string[] {
  const kept = pairs(rawHeaders).filter(([name]) => !['content-length', 'transfer-encoding'].includes(name.toLowerCase()));
  return [...kept, ['content-length', String(length)]].flat();
}

function pairs(rawHeaders: string[]): [string, string][] {
  return rawHeaders.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []));
}
