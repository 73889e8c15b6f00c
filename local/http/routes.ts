import type { ApiWiring } from '../wiring.ts';

export type MatchedRoute = {
  /** As API Gateway names it: `GET /webhooks/{connectionId}`. */
  routeKey: string;
  functionArn: string;
  pathParameters: Record<string, string>;
};

type Segment = { kind: 'text' | 'variable' | 'greedy'; name: string };
type Compiled = { method: string; routeKey: string; functionArn: string; segments: Segment[] };

/** In the order in which API Gateway prefers them. */
const rankOf = { text: 0, variable: 1, greedy: 2 } as const satisfies Record<Segment['kind'], number>;

/**
 * Finds the route of a request, the most specific first: a written segment before a variable before `{proxy+}`, then a method before
 * `ANY`. Source: API Gateway developer guide, "Routing API requests". `path` is decoded.
 */
export function compileRoutes(routes: ApiWiring['routes']): (method: string, path: string) => MatchedRoute | undefined {
  const compiled = routes.map(compile).sort(bySpecificity);
  return (method, path) => {
    const parts = path.split('/').slice(1);
    for (const route of compiled) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const pathParameters = matchSegments(route.segments, parts);
      if (pathParameters) return { routeKey: route.routeKey, functionArn: route.functionArn, pathParameters };
    }
    return undefined;
  };
}

function compile({ method, path, functionArn }: ApiWiring['routes'][number]): Compiled {
  if (path === '$default') return { method: 'ANY', routeKey: path, functionArn, segments: [{ kind: 'greedy', name: '' }] };
  return { method, routeKey: `${method} ${path}`, functionArn, segments: path.split('/').slice(1).map(segmentOf) };
}

function segmentOf(text: string): Segment {
  const variable = /^\{([^+}]+)(\+?)\}$/.exec(text);
  if (!variable) return { kind: 'text', name: text };
  return { kind: variable[2] ? 'greedy' : 'variable', name: variable[1] ?? '' };
}

function bySpecificity(a: Compiled, b: Compiled): number {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (!other) return -1;
    if (segment.kind !== other.kind) return rankOf[segment.kind] - rankOf[other.kind];
  }
  if (a.segments.length !== b.segments.length) return 1;
  // `$default` is last even against `/{proxy+}`.
  return Number(a.routeKey === '$default') - Number(b.routeKey === '$default') || Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function matchSegments(segments: Segment[], parts: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, { kind, name }] of segments.entries()) {
    const part = parts[index];
    if (kind === 'greedy') {
      if (name === '') return parameters;
      const rest = parts.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [name]: rest };
    }
    if (part === undefined || (kind === 'text' ? part !== name : part === '')) return undefined;
    if (kind === 'variable') parameters[name] = part;
  }
  return parts.length === segments.length ? parameters : undefined;
}
