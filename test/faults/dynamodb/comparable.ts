import { canonicalNumber } from './values/decimal.ts';

const unsaid = new Set(['message', 'Message', 'ConsumedCapacity']);

/**
 * Of an answer, what two engines have to agree on: everything but the words of errors, units, the order of what has none, and how a
 * number is written (DynamoDB Local keeps `3.0`, DynamoDB does not).
 */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !unsaid.has(name));
  return Object.fromEntries(kept.map(([name, content]) => [name, comparableContent(name, content)]));
}

/** The same of a list whose order says nothing. */
export function unordered(items: readonly unknown[]): unknown[] {
  return items.map((item) => JSON.stringify(comparable(item), sortedKeys)).sort();
}

function comparableContent(name: string, content: unknown): unknown {
  if (name === '__type') return String(content).replace(/^.*#/, '');
  if (name === 'N' && typeof content === 'string') return canonicalNumber(content);
  if (['SS', 'NS', 'BS'].includes(name) && Array.isArray(content)) {
    return content.map((member) => (name === 'NS' ? canonicalNumber(String(member)) : String(member))).sort();
  }
  // Table by table, and in each no order.
  if (name !== 'Responses' || typeof content !== 'object' || content === null) return comparable(content);
  return Object.fromEntries(Object.entries(content).map(([table, items]) => [table, unordered(Array.isArray(items) ? items : [])]));
}

function sortedKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
