import type { Route } from '../../shared/contracts/route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { Answer, Client, Json } from './a-client.ts';

type Given = { id?: string; query?: string; body?: unknown };

export type Asker = {
  /** Asks an operation of the table of routes; answers its body. Throws where the answer is none that the table promises. */
  ask: (operation: string, given?: Given) => Promise<Json>;
  /** Operations that were never answered well. */
  unasked: () => string[];
};

/** Asks the API by the names of its operations, and remembers which ones worked. */
export function anAsker(api: Client): Asker {
  const answered = new Set<string>();
  return {
    ask: async (operation, given = {}) => {
      const route = routes.find((one) => one.operation === operation);
      if (!route) throw new Error(`Cannot ask "${operation}": the table of routes has no such operation.`);
      const answer = await send(api, route, given);
      check(route, answer);
      answered.add(operation);
      return answer.body;
    },
    unasked: () => routes.map(({ operation }) => operation).filter((operation) => !answered.has(operation)),
  };
}

function send(api: Client, { method, path }: Route, { id = '', query = '', body }: Given): Promise<Answer> {
  const url = `${path.replace('{id}', id)}${query && `?${query}`}`;
  switch (method) {
    case 'GET':
      return api.get(url);
    case 'POST':
      return api.post(url, body ?? {});
    case 'PUT':
      return api.put(url, body);
    case 'PATCH':
      return api.patch(url, body);
    case 'DELETE':
      return api.remove(url);
    default:
      return method satisfies never;
  }
}

function check({ operation, answers, alsoAnswers }: Route, { status, headers, body }: Answer): void {
  const schema = answers[status];
  if (schema === undefined) throw new Error(`${operation} was answered with ${status}: ${JSON.stringify(body)}`);
  const isOther = alsoAnswers?.some((type) => headers.get('content-type')?.startsWith(type));
  if (!isOther) schema?.parse(body);
}
