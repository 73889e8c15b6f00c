import { Server } from 'node:net';
import { startFauxqs } from 'fauxqs';
import { lockFolder } from './folder-lock.ts';
import { type PartProcess, type Running, runPart } from './part-process.ts';

await runPart(start);

async function start({ folder, port = 0 }: PartProcess): Promise<Running> {
  const lock = folder === 'memory' ? undefined : lockFolder(folder);
  listenOnThisMachineOnly();
  const server = await startFauxqs({ port, logger: false, ...(folder !== 'memory' && { dataDir: folder }) }).catch((error: unknown) => {
    throw new Error(
      String(error).includes('EADDRINUSE')
        ? `Cannot start fauxqs (SQS, S3): port ${port} is in use`
        : `Cannot start fauxqs (SQS, S3): ${error}`,
    );
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    pid: process.pid,
    ended: new Promise(() => {}),
    stop: async () => {
      await server.stop();
      lock?.close();
    },
  };
}

/** fauxqs listens on all of the machine's addresses and has no option for it; queued messages are nobody else's business. */
function listenOnThisMachineOnly(): void {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, options: unknown, ...rest: unknown[]) {
    const local = typeof options === 'object' ? { ...options, host: '127.0.0.1' } : options;
    return Reflect.apply(listen, this, [local, ...rest]);
  } as typeof listen; // one signature stands for its eight
}
