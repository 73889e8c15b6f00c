import { once } from 'node:events';

type Message = { method?: string; params?: { sessionId?: string } };

/** Until every worker has reported itself to the debugger. */
const reportsWithinMs = 300;
const endsWithinMs = 5_000;

/**
 * Ends one worker thread of a process in the middle of whatever it does, through the debugger: a thread has no number that could be
 * killed alone. To the runner it looks as the death of an execution environment does.
 * @returns whether there was a worker to end.
 */
export async function endAWorker(debuggerUrl: string, pick: (count: number) => number): Promise<boolean> {
  const socket = new WebSocket(debuggerUrl);
  try {
    await once(socket, 'open', { signal: AbortSignal.timeout(endsWithinMs) });
    const sessions = await workersOf(socket);
    const session = sessions[pick(sessions.length)];
    if (session === undefined) return false;
    const detached = heard(socket, ({ method, params }) => method === 'NodeWorker.detachedFromWorker' && params?.sessionId === session);
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'process.exit(137)' } });
    send(socket, 'NodeWorker.sendMessageToWorker', { sessionId: session, message });
    await detached;
    return true;
  } finally {
    // A process does not end while a debugger is with it.
    socket.close();
  }
}

async function workersOf(socket: WebSocket): Promise<string[]> {
  const sessions: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as Message; // the protocol's own
    if (method === 'NodeWorker.attachedToWorker' && params?.sessionId) sessions.push(params.sessionId);
  });
  send(socket, 'NodeWorker.enable', { waitForDebuggerOnStart: false });
  await new Promise((resolve) => setTimeout(resolve, reportsWithinMs));
  return sessions;
}

function send(socket: WebSocket, method: string, params: object): void {
  socket.send(JSON.stringify({ id: 1, method, params }));
}

function heard(socket: WebSocket, matches: (message: Message) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The worker did not end.')), endsWithinMs);
    socket.addEventListener('message', ({ data }) => {
      if (!matches(JSON.parse(String(data)) as Message)) return; // the protocol's own
      clearTimeout(timer);
      resolve();
    });
    socket.addEventListener('close', () => resolve());
  });
}
