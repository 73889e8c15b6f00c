import * as z from 'zod';

const Answer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() }).nullish();

/**
 * Which items of a batch a function reports as failed: positions in the batch, ascending. An answer without a list is full success;
 * one of any other form, or that names an item that was not in the batch, fails them all.
 * Source: Lambda developer guide, "Implementing partial batch responses".
 */
export function failedItems(answer: unknown, itemIds: string[]): number[] {
  const parsed = Answer.safeParse(answer === '' ? null : answer);
  const all = itemIds.map((_, position) => position);
  if (!parsed.success) return all;
  const failed = new Set<number>();
  for (const { itemIdentifier } of parsed.data?.batchItemFailures ?? []) {
    const position = itemIds.indexOf(itemIdentifier);
    if (position === -1) return all;
    failed.add(position);
  }
  return [...failed].sort((a, b) => a - b);
}
