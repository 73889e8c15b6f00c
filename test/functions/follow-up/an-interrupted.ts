/** These stores, where something else happens, and ends, before the nth thing that is asked of them; the first is 1. */
export function interrupted<Stores extends Record<string, object>>(stores: Stores, nth: number, other: () => Promise<unknown>): Stores {
  let asked = 0;
  const comeFirst = async () => {
    asked += 1;
    if (asked === nth) await other();
  };
  const watched = Object.entries(stores).map(([name, store]) => [name, watching(store, comeFirst)]);
  return Object.fromEntries(watched) as Stores; // the same names
}

function watching<Store extends object>(store: Store, before: () => Promise<void>): Store {
  return new Proxy(store, {
    get(kept, name) {
      const method: unknown = Reflect.get(kept, name);
      if (typeof method !== 'function') return method;
      return async (...asked: unknown[]) => {
        await before();
        return method.apply(kept, asked);
      };
    },
  });
}
