import { describe, expect, it } from 'vitest';
import { takeContactEvent } from '../../../functions/amazon-connect/take-contact-event.ts';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import type { Connection } from '../../../shared/domain/workspace.ts';
import { connectionIdOfAccount } from '../../../shared/store/ids.ts';
import { aDirectory, anAgent, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';

const instanceArn = 'arn:aws:connect:ap-south-1:123456789012:instance/i-1';
const connection: Connection = {
  ...{ id: connectionIdOfAccount('amazon-connect', instanceArn), workspace: 'w_1', dialler: 'amazon-connect', name: 'Connect' },
  ...{
    secrets: [instanceArn],
    timezone: null,
    region: null,
    campaign: null,
    publicUrl: null,
    statusMap: {},
    fieldMap: null,
    createdAt: at(),
  },
};

function aWorld() {
  const directory = aDirectory({ agents: [anAgent('a_asha', { externalIds: ['agent-7'] })] });
  return {
    calls: memoryCallStore(),
    leads: memoryLeadStore(),
    quarantine: memoryQuarantineStore(),
    connection: async (id: string) => (id === connection.id ? connection : undefined),
    directory: async () => directory,
    diallers,
    now: () => at(60),
  };
}

const agentInfo = { agentArn: `${instanceArn}/agent/agent-7`, connectedToAgentTimestamp: at(10) };
const ended = {
  ...{ eventType: 'DISCONNECTED', contactId: 'k-1', channel: 'VOICE', instanceArn, initiationMethod: 'INBOUND', agentInfo },
  ...{ initiationTimestamp: at(0), disconnectTimestamp: at(50), tags: { leadPhone: '+919812345678' } },
};
const anEvent = (detail: Record<string, unknown>) => ({ id: 'ev-1', source: 'aws.connect', time: at(50), detail });

describe('takeContactEvent', () => {
  it('stores the call in the workspace that has connected the instance, once', async () => {
    const world = aWorld();
    expect(await takeContactEvent(anEvent(ended), world)).toMatchObject({ result: 'recorded' });
    expect(await takeContactEvent({ ...anEvent(ended), id: 'ev-2' }, world)).toMatchObject({ result: 'duplicate' });
    expect(world.calls.all()).toMatchObject([
      { workspace: 'w_1', connection: connection.id, call: { status: 'Called', talkSeconds: 40, agent: { id: 'a_asha' } } },
    ]);
  });

  it('leaves an instance alone that nobody has connected', async () => {
    const world = aWorld();
    expect(await takeContactEvent(anEvent({ ...ended, instanceArn: `${instanceArn}x` }), world)).toEqual({ result: 'unknown-connection' });
    expect(world.calls.all()).toEqual([]);
  });

  it('sets aside what cannot be read, whole', async () => {
    const world = aWorld();
    const event = anEvent({ ...ended, disconnectTimestamp: 'soon' });
    expect(await takeContactEvent(event, world)).toMatchObject({ result: 'quarantined' });
    const [kept] = (await world.quarantine.list('w_1', { limit: 1, cursor: undefined })).items;
    expect(JSON.parse(Buffer.from(kept?.request.bodyBase64 ?? '', 'base64').toString())).toEqual(event);
  });

  it('fails where nothing says whose event it is', async () => {
    await expect(takeContactEvent(anEvent({ eventType: 'DISCONNECTED' }), aWorld())).rejects.toThrow('detail.instanceArn is missing');
  });
});
