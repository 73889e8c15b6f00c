import { describe, expect, it } from 'vitest';
import { tableDefinitions } from '../../infra/capabilities/tables.ts';
import { tables } from '../../shared/store/keys.ts';

type Index = { name: string; partition: string; sort: string; projects: 'all' | readonly string[] };

describe('the tables that are deployed', () => {
  it.each(Object.entries(tables))('have the keys and indexes that the store asks of %s', (name, { sortKey, indexes }) => {
    const deployed = tableDefinitions[name as keyof typeof tableDefinitions];
    const deployedIndexes = Object.entries(deployed.indexes).map(
      ([index, keys]: [string, { partitionKey: string; sortKey: string; attributes?: readonly string[] }]): Index => ({
        name: index,
        partition: keys.partitionKey,
        sort: keys.sortKey,
        projects: keys.attributes ?? 'all',
      }),
    );
    expect('sortKey' in deployed).toBe(sortKey);
    expect(deployedIndexes).toEqual(indexes);
  });

  it('are no others', () => {
    expect(Object.keys(tableDefinitions).sort()).toEqual(Object.keys(tables).sort());
  });
});
