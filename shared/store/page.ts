/** One page of a list, and where the next one starts. */
export type Page<Item> = { items: Item[]; next: string | null };

export type PageRequest = { limit: number; cursor: string | undefined };
