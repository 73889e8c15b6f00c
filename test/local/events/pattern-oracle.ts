/**
 * A second, slow reading of patterns to check the compiled one against. It spreads the event into leaves, each with its
 * whole path and the array elements it stands in, as the rules engine of EventBridge documents it, and tries every choice.
 * Knows patterns of paths alone, with values and the operators `exists`, `prefix` and `anything-but`.
 */
export function patternOracle(pattern: Record<string, Listed[]>, event: unknown): boolean {
  return holds(Object.entries(pattern).sort(), leavesOf(event), new Map());
}

export type Listed = Scalar | { exists: boolean } | { prefix: string } | { 'anything-but': string };
export type Scalar = string | number | boolean | null;
type Elements = ReadonlyMap<unknown, number>;
type Leaf = { path: string; value: unknown; elements: Elements };

function holds(fields: [string, Listed[]][], leaves: Leaf[], elements: Elements): boolean {
  const [field, ...rest] = fields;
  if (field === undefined) return true;
  const [path, listed] = field;
  const here = leaves.filter(
    (leaf) => leaf.path === path && [...leaf.elements].every(([array, index]) => (elements.get(array) ?? index) === index),
  );
  if (here.length === 0 && listed.some((one) => isOperator(one) && 'exists' in one && !one.exists)) return holds(rest, leaves, elements);
  return here.some(
    (leaf) => listed.some((one) => passes(one, leaf.value)) && holds(rest, leaves, new Map([...elements, ...leaf.elements])),
  );
}

function passes(listed: Listed, value: unknown): boolean {
  if (!isOperator(listed)) return listed === value;
  if ('exists' in listed) return listed.exists;
  if ('prefix' in listed) return typeof value === 'string' && value.startsWith(listed.prefix);
  return value !== listed['anything-but'];
}

function isOperator(listed: Listed): listed is Exclude<Listed, Scalar> {
  return typeof listed === 'object' && listed !== null;
}

function leavesOf(node: unknown, names: string[] = [], elements: Elements = new Map()): Leaf[] {
  if (Array.isArray(node)) {
    return node.flatMap((element, index) =>
      leavesOf(element, names, typeof element === 'object' && element !== null ? new Map([...elements, [node, index]]) : elements),
    );
  }
  if (typeof node !== 'object' || node === null) return [{ path: names.join('.'), value: node, elements }];
  return Object.entries(node).flatMap(([name, value]) => leavesOf(value, [...names, name], elements));
}
