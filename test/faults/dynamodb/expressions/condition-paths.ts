import type { Comparable, Condition } from './condition.ts';
import type { DocumentPath } from './document-path.ts';

/** Every place that a condition looks at. */
export function conditionPaths(condition: Condition): DocumentPath[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...conditionPaths(condition.left), ...conditionPaths(condition.right)];
    case 'not':
      return conditionPaths(condition.of);
    case 'compare':
      return [condition.left, condition.right].flatMap(pathOf);
    case 'between':
      return [condition.value, condition.low, condition.high].flatMap(pathOf);
    case 'in':
      return [condition.value, ...condition.members].flatMap(pathOf);
    case 'begins':
    case 'contains':
      return [condition.path, ...pathOf(condition.value)];
    default:
      return [condition.path];
  }
}

function pathOf(operand: Comparable): DocumentPath[] {
  return operand.kind === 'value' ? [] : [operand.path];
}
