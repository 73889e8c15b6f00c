import { randomUUID } from 'node:crypto';
import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import { newId } from '../../shared/store/ids.ts';
import { aDirectory, anAgent } from '../builders.ts';

/** An agent of a branch and a department with ids as they are made, in a workspace of its own. */
export function aTeam(): { directory: Directory; connection: Connection; agentEmail: string } {
  const workspace = newId('w');
  const agent = anAgent(newId('a'), {
    branch: newId('b'),
    department: newId('d'),
    email: 'asha@example.com',
    externalIds: ['client:asha'],
  });
  const campaign = { id: newId('g'), name: 'Diwali' };
  const connection: Connection = {
    id: newId('k'),
    workspace,
    dialler: 'standard',
    name: 'Dialler',
    secrets: [],
    timezone: null,
    region: null,
    campaign: campaign.id,
    publicUrl: null,
    statusMap: {},
    fieldMap: null,
    createdAt: '2026-11-01T00:00:00.000Z',
  };
  return { directory: aDirectory({ workspace, agents: [agent], campaigns: [campaign] }), connection, agentEmail: agent.email };
}

type Webhook = { headers: Record<string, string>; body: string };
/** The two webhooks of one call, as that dialler sends them. */
type ToldCall = { dialler: string; what: string; webhooks: readonly Webhook[] };

/** Calls as diallers usually tell them: that they are under way, and how they ended. */
export function toldCalls(agentEmail: string): ToldCall[] {
  const sid = `CA${randomUUID().replaceAll('-', '')}`;
  const twilioForm = (params: Record<string, string>) =>
    new URLSearchParams({ CallSid: sid, Direction: 'outbound-dial', From: 'client:asha', To: '+919812345678', ...params }).toString();
  const standardCall = (callId: string) => (said: Record<string, unknown>) =>
    JSON.stringify({
      type: 'call.updated',
      timestamp: '2026-11-22T10:50:01.250Z',
      data: { callId, direction: 'outbound', leadPhone: '+919812345678', agent: { email: agentEmail }, ...said },
    });
  const [busy, noted] = [standardCall(randomUUID()), standardCall(randomUUID())];
  const asForm = (body: string) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  const asMessage = (body: string) => ({
    headers: { 'webhook-id': `msg_${randomUUID().slice(0, 27)}`, 'content-type': 'application/json' },
    body,
  });
  const started = { startedAt: '2026-11-22T10:50:00.000Z' };
  return [
    {
      dialler: 'twilio',
      what: 'Twilio: in-progress, completed with talk time',
      webhooks: [
        asForm(twilioForm({ CallStatus: 'in-progress', SequenceNumber: '2', Timestamp: 'Sun, 22 Nov 2026 10:50:00 +0000' })),
        asForm(
          twilioForm({ CallStatus: 'completed', SequenceNumber: '3', CallDuration: '312', Timestamp: 'Sun, 22 Nov 2026 10:55:12 +0000' }),
        ),
      ],
    },
    {
      dialler: 'standard',
      what: 'standard: ringing, busy',
      webhooks: [
        asMessage(busy({ status: 'ringing', ...started })),
        asMessage(busy({ status: 'busy', ...started, endedAt: '2026-11-22T10:50:20.000Z' })),
      ],
    },
    {
      dialler: 'standard',
      what: 'standard: answered, completed with a note, a campaign and a recording',
      webhooks: [
        asMessage(noted({ status: 'answered', ...started, answeredAt: '2026-11-22T10:50:12.000Z' })),
        asMessage(
          noted({
            status: 'completed',
            ...started,
            answeredAt: '2026-11-22T10:50:12.000Z',
            endedAt: '2026-11-22T10:55:12.000Z',
            durationSeconds: 300,
            note: 'Asked for the price list by mail, will decide with her brother next week',
            campaign: 'Diwali',
            recordingUrl: 'https://recordings.dialler.example/2026/11/22/8f6b3a52-54f1-4b2e-9d51-0c9b0d3f8a11.mp3',
          }),
        ),
      ],
    },
  ];
}
