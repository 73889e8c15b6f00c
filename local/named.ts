/**
 * The item that a person means by `name`: its logical id or name, else the one whose logical id begins with the name or holds it,
 * whatever the case and hyphens (`follow-up` means `RedialFollowUpFunction1A2B`). Throws where none or several fit.
 * `kind` is what the items are called: `function`.
 */
export function named<Item extends { logicalId: string; name: string }>(items: Item[], name: string, kind: string): Item {
  const wanted = plain(name);
  const tiers: ((item: Item) => boolean)[] = [
    (item) => item.logicalId === name || item.name === name,
    ({ logicalId }) => plain(logicalId).startsWith(wanted),
    ({ logicalId }) => plain(logicalId).includes(wanted),
  ];
  for (const fits of tiers) {
    const [found, ...others] = items.filter(fits);
    if (found && others.length === 0) return found;
    if (found)
      throw new Error(`Cannot tell which ${kind} "${name}" is: ${[found, ...others].map(({ logicalId }) => logicalId).join(' or ')}.`);
  }
  throw new Error(`Cannot find the ${kind} "${name}": the template has ${items.map(({ logicalId }) => logicalId).join(', ') || 'none'}.`);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
