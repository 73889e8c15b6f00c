/** What intrinsics of a template refer to. */
export type Scope = {
  region: string;
  account: string;
  stackName: string;
  mappings: Record<string, Record<string, Record<string, unknown>>>;
  /** Value of `Ref`; undefined where there is no such resource or parameter. */
  refOf: (logicalId: string) => string | undefined;
  /** Value of `Fn::GetAtt`; undefined where the runner does not know it. */
  attributeOf: (logicalId: string, attribute: string) => string | undefined;
};

/** Where a value stands in the template, for messages: the logical id, then the property path. */
export type Place = { logicalId: string; path: string };

type Intrinsic = (argument: unknown, scope: Scope, place: Place) => unknown;

const noValue = Symbol('AWS::NoValue');

const intrinsics: Record<string, Intrinsic> = {
  Ref: (argument, scope, place) => reference(text(argument, place), scope, place),
  'Fn::GetAtt': (argument, scope, place) => {
    const [logicalId = '', ...attribute] = Array.isArray(argument)
      ? argument.map((part) => resolveText(part, scope, place))
      : text(argument, place).split('.');
    return attributeOf(logicalId, attribute.join('.'), scope, place);
  },
  'Fn::Join': (argument, scope, place) => {
    const [delimiter, parts] = list(argument, place);
    return list(resolveIntrinsics(parts, scope, place), place)
      .map((part) => text(part, place))
      .join(text(delimiter, place));
  },
  'Fn::Sub': (argument, scope, place) => {
    const [template, variables = {}] = Array.isArray(argument) ? argument : [argument];
    return substitute(text(template, place), { ...scope, ...withVariables(variables, scope, place) }, place);
  },
  'Fn::Select': (argument, scope, place) => {
    const [index, values] = list(argument, place);
    const chosen = list(resolveIntrinsics(values, scope, place), place)[Number(index)];
    if (chosen === undefined) throw unresolved(place, `Fn::Select finds nothing at position ${String(index)}`);
    return chosen;
  },
  'Fn::Split': (argument, scope, place) => {
    const [delimiter, value] = list(argument, place);
    return resolveText(value, scope, place).split(text(delimiter, place));
  },
  'Fn::FindInMap': (argument, scope, place) => {
    const [map = '', key = '', second = ''] = list(argument, place).map((part) => resolveText(part, scope, place));
    const found = scope.mappings[map]?.[key]?.[second];
    if (found === undefined) throw unresolved(place, `mapping ${map} has nothing for ${key}, ${second}`);
    return found;
  },
};

/**
 * The value with every intrinsic function replaced by what it stands for; properties that are `AWS::NoValue` are left out.
 * Throws, naming the resource and the property, on an intrinsic, a reference or an attribute that the runner does not know.
 */
export function resolveIntrinsics(value: unknown, scope: Scope, place: Place): unknown {
  const resolved = resolveNested(value, scope, place);
  return resolved === noValue ? undefined : resolved;
}

function resolveNested(value: unknown, scope: Scope, place: Place): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => resolveNested(item, scope, within(place, index))).filter((item) => item !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;

  const entries = Object.entries(value);
  const [[name, argument] = ['', undefined]] = entries;
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const intrinsic = intrinsics[name];
    if (intrinsic === undefined) {
      throw unresolved(place, `the runner does not know ${name} (it knows ${Object.keys(intrinsics).join(', ')})`);
    }
    return intrinsic(argument, scope, place);
  }
  const resolved = entries.map(([key, item]) => [key, resolveNested(item, scope, within(place, key))] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
}

function resolveText(value: unknown, scope: Scope, place: Place): string {
  return text(resolveNested(value, scope, place), place);
}

function reference(name: string, scope: Scope, place: Place): string | typeof noValue {
  if (name === 'AWS::NoValue') return noValue;
  const value = pseudoParameter(name, scope) ?? scope.refOf(name);
  if (value === undefined) throw unresolved(place, `it refers to ${name}, which the runner does not know`);
  return value;
}

function pseudoParameter(name: string, scope: Scope): string | undefined {
  const values: Record<string, string> = {
    'AWS::Region': scope.region,
    'AWS::AccountId': scope.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': scope.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${scope.region}:${scope.account}:stack/${scope.stackName}/local`,
  };
  return values[name];
}

function attributeOf(logicalId: string, attribute: string, scope: Scope, place: Place): string {
  const value = scope.attributeOf(logicalId, attribute);
  if (value === undefined) throw unresolved(place, `it asks for attribute ${attribute} of ${logicalId}, which the runner does not know`);
  return value;
}

function withVariables(variables: object, scope: Scope, place: Place): Pick<Scope, 'refOf'> {
  const values = new Map(Object.entries(variables).map(([name, value]) => [name, resolveText(value, scope, place)]));
  return { refOf: (name) => values.get(name) ?? scope.refOf(name) };
}

function substitute(template: string, scope: Scope, place: Place): string {
  return template.replaceAll(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const [logicalId = '', ...attribute] = name.split('.');
    return attribute.length === 0 ? text(reference(name, scope, place), place) : attributeOf(logicalId, attribute.join('.'), scope, place);
  });
}

function text(value: unknown, place: Place): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unresolved(place, `a text was expected, not ${JSON.stringify(value) ?? String(value)}`);
}

function list(value: unknown, place: Place): unknown[] {
  if (Array.isArray(value)) return value;
  throw unresolved(place, `a list was expected, not ${JSON.stringify(value)}`);
}

function within({ logicalId, path }: Place, key: string | number): Place {
  return { logicalId, path: path === '' ? String(key) : `${path}.${key}` };
}

function unresolved({ logicalId, path }: Place, reason: string): Error {
  return new Error(`Cannot resolve ${path === '' ? logicalId : `${logicalId}.${path}`} of the template: ${reason}`);
}
