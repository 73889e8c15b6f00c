import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Every loopback address: `localhost` means either, and other machines have no business here. */
const addresses = ['127.0.0.1', '::1'];

/** HTTP servers on one port of both loopback addresses. Port 0 takes any free one. */
export type Listening = { port: number; servers: Server[]; close: () => Promise<void> };

export async function listen(port: number): Promise<Listening> {
  const servers: Server[] = [];
  let taken = port;
  for (const host of addresses) {
    const server = createServer({ keepAliveTimeout: 65_000 });
    try {
      server.listen({ host, port: taken });
      await once(server, 'listening');
    } catch (error) {
      // A machine without IPv6 is served on IPv4 alone.
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error)) && servers.length > 0) continue;
      await closeAll(servers);
      throw reasonOf(error, port);
    }
    servers.push(server);
    const address = server.address();
    if (address !== null && typeof address === 'object') taken = address.port;
  }
  return { port: taken, servers, close: () => closeAll(servers) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown, port: number): Error {
  const remedy = 'Stop what listens there, or choose another port with --port.';
  if (codeOf(error) === 'EADDRINUSE') return new Error(`Cannot listen on port ${port}: it is in use. ${remedy}`, { cause: error });
  if (codeOf(error) === 'EACCES') {
    return new Error(`Cannot listen on port ${port}: this user may not. Choose a port of 1024 or more with --port.`, { cause: error });
  }
  return new Error(`Cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      // Whoever is still being answered has had the functions' time to finish; now the machine stops.
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      return closed;
    }),
  );
}
