const compiled = new Map<string, RegExp>();

/** Whether the text is of the pattern, in which `*` stands for any characters and `?` for one. */
export function glob(pattern: string, text: string): boolean {
  return pattern === '*' || pattern === text || expressionOf(pattern).test(text);
}

// Policies hold a few patterns that are asked for at every call.
function expressionOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .replaceAll(/[\\^$.+()|[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  compiled.set(pattern, expression);
  return expression;
}
