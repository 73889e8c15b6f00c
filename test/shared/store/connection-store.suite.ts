import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../shared/domain/workspace.ts';
import type { ConnectionStore } from '../../../shared/store/connection-store.ts';
import { newId } from '../../../shared/store/ids.ts';
import { at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';

function aConnection(connection: Partial<Connection> = {}): Connection {
  return {
    id: newId('k'),
    workspace: aWorkspace(),
    dialler: 'fields',
    name: 'Old dialler',
    secrets: ['newer', 'older'],
    timezone: 'Asia/Kolkata',
    region: null,
    campaign: null,
    publicUrl: null,
    statusMap: { ANSWER: 'Called', '': 'Busy' },
    fieldMap: { callId: 'uniqueid', durationUnit: 'seconds' },
    createdAt: at(),
    ...connection,
  };
}

/** What every store of connections does. */
export function describeConnectionStore(kind: string, storeOf: () => ConnectionStore): void {
  describe(`connections in ${kind}`, () => {
    it('come back as they were saved, and as they were saved last', async () => {
      const store = storeOf();
      const connection = aConnection();
      expect(await store.get(connection.id)).toBeUndefined();
      expect(await store.save(connection)).toBe(true);
      expect(await store.get(connection.id)).toEqual(connection);
      const rotated = { ...connection, secrets: ['newest', 'newer'], fieldMap: null };
      expect(await store.save(rotated)).toBe(true);
      expect(await store.get(connection.id)).toEqual(rotated);
    });

    it('are not written over where a new one is meant', async () => {
      const store = storeOf();
      const connection = aConnection();
      expect(await store.save(connection, { ifNew: true })).toBe(true);
      expect(await store.save({ ...connection, name: 'Other' }, { ifNew: true })).toBe(false);
      expect(await store.get(connection.id)).toEqual(connection);
    });

    it('are listed for their workspace, in the order of their ids, without their secrets', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const connections = [aConnection({ workspace }), aConnection({ workspace }), aConnection({ workspace })];
      for (const connection of [...connections, aConnection()]) await store.save(connection);
      const listed = connections.map(({ secrets, ...rest }) => ({ ...rest, secretCount: secrets.length }));
      expect(await store.list(workspace)).toEqual(listed.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    });

    it('are gone once removed, which says whether there was one', async () => {
      const store = storeOf();
      const connection = aConnection();
      await store.save(connection);
      expect(await store.remove(connection.id)).toBe(true);
      expect(await store.remove(connection.id)).toBe(false);
      expect(await store.get(connection.id)).toBeUndefined();
      expect(await store.list(connection.workspace)).toEqual([]);
    });
  });
}
