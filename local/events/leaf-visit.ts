import { isJsonObject } from './json-object.ts';

/** The array elements that a match stands in so far, innermost first; fields after that must come from the same elements. */
export type Standing = { array: readonly unknown[]; index: number; outer: Standing } | undefined;

/** Looks at one node of an event, and says whether the search can end. */
type Visit = (node: unknown, event: unknown, standing: Standing) => boolean;

/**
 * Searches an event for leaves at a path, until `atLeaf` is content with one. Arrays are looked through at every depth.
 * A dot of the path is a step down or part of a key, whichever the event has.
 */
export function leafVisit(path: string, atLeaf: Visit): Visit {
  const names = path.split('.');
  const visits = [throughArrays((node, event, standing) => !isJsonObject(node) && atLeaf(node, event, standing))];
  for (let start = names.length - 1; start >= 0; start--) {
    visits.unshift(throughArrays(intoObject(names.slice(start), visits)));
  }
  return visits[0] ?? (() => false);
}

/** Goes down the first of the names, and down the keys with dots that several of them make together. */
function intoObject(names: string[], visitsAfter: Visit[]): Visit {
  return visitsAfter.map((visit, index) => intoKey(names.slice(0, index + 1).join('.'), visit)).reduceRight(eitherOf);
}

function eitherOf(others: Visit, one: Visit): Visit {
  return (node, event, standing) => one(node, event, standing) || others(node, event, standing);
}

/** Whether a key is the object's own is only asked of keys that every object inherits: asking costs as much as reading. */
function intoKey(key: string, visit: Visit): Visit {
  const inherited = key in {};
  return (node, event, standing) => {
    if (!isJsonObject(node) || (inherited && !Object.hasOwn(node, key))) return false;
    const value = node[key];
    return value !== undefined && visit(value, event, standing);
  };
}

function throughArrays(visit: Visit): Visit {
  const through: Visit = (node, event, standing) => {
    if (!Array.isArray(node)) return visit(node, event, standing);
    const stoodAt = indexIn(node, standing);
    return node.some((element, index) => {
      if (typeof element !== 'object' || element === null) return visit(element, event, standing);
      if (stoodAt === undefined) return through(element, event, { array: node, index, outer: standing });
      return stoodAt === index && through(element, event, standing);
    });
  };
  return through;
}

function indexIn(array: readonly unknown[], standing: Standing): number | undefined {
  for (let place = standing; place !== undefined; place = place.outer) {
    if (place.array === array) return place.index;
  }
  return undefined;
}
