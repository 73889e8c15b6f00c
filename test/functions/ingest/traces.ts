import { signToken } from './diallers/sign.ts';

const [us, lead] = ['+14155550100', '+919812345678'];

/** All that each dialler may send of one call on 22 November 2026, from 10:40 UTC on: bodies, forms or JSON. */
export const traces: Readonly<Record<string, readonly string[]>> = {
  standard: [
    { status: 'ringing', startedAt: time(0) },
    { status: 'answered', answeredAt: time(20) },
    { status: 'busy', endedAt: time(21) },
    { status: 'completed', endedAt: time(80), durationSeconds: 60 },
    { status: 'Follow up', followUpAt: '2026-11-24T10:00:00Z', note: 'next week' },
  ].map((said) => {
    const data = { callId: 'x-1', direction: 'outbound', leadPhone: lead, agent: { email: 'asha@example.com' }, ...said };
    return JSON.stringify({ type: 'call.updated', timestamp: time(90), data });
  }),
  twilio: [
    { CallSid: 'CA0', Direction: 'inbound', From: lead, To: us, CallStatus: 'in-progress', Timestamp: stamp(0) },
    { ...childOf('CA0'), CallStatus: 'no-answer', CallDuration: '0', Timestamp: stamp(20) },
    { ...childOf('CA0'), CallSid: 'CA2', CallStatus: 'completed', CallDuration: '30', Timestamp: stamp(60) },
    { CallSid: 'CA0', Direction: 'inbound', From: lead, To: us, CallStatus: 'completed', CallDuration: '70', Timestamp: stamp(70) },
    { CallSid: 'CA0', RecordingUrl: 'https://api.twilio.com/recordings/RE1' },
  ].map(form),
  plivo: [
    { CallStatus: 'ringing', Event: 'Ring' },
    { CallStatus: 'in-progress', Event: 'StartApp' },
    { CallStatus: 'completed', Event: 'Hangup', Duration: '61', StartTime: '2026-11-22 10:40:00', EndTime: '2026-11-22 10:41:01' },
    { CallStatus: 'failed', Event: 'Hangup', HangupCauseCode: '3010', Duration: '0' },
  ].map((said) => form({ CallUUID: 'p-1', Direction: 'outbound', From: us.slice(1), To: lead.slice(1), ...said })),
  telnyx: [
    ['call.initiated', 0, { direction: 'outgoing', from: us, to: lead, start_time: time(0) }],
    ['call.answered', 20, { from: us, to: lead }],
    ['call.hangup', 80, { from: us, to: lead, hangup_cause: 'normal_clearing', hangup_source: 'callee' }],
    ['call.recording.saved', 90, { recording_urls: { mp3: 'https://x.example/1.mp3' } }],
  ].map(([event_type, second, payload]) => {
    const call = { call_session_id: 's-1', call_leg_id: 'leg-1', ...(payload as object) };
    return JSON.stringify({
      data: { record_type: 'event', event_type, id: `${event_type}`, occurred_at: time(second as number), payload: call },
    });
  }),
  vonage: ['started', 'ringing', 'answered', 'busy', 'completed'].map((status, index) => {
    const ended = status === 'completed' ? { duration: '40', start_time: time(20), end_time: time(60) } : {};
    const parties = { from: us.slice(1), to: lead.slice(1), direction: 'outbound' };
    return JSON.stringify({ uuid: 'v-1', conversation_uuid: 'CON-1', status, timestamp: time(index * 15), ...parties, ...ended });
  }),
  exotel: [
    { EventType: 'answered', Status: 'in-progress', DateUpdated: '2026-11-22 16:10:20' },
    {
      EventType: 'terminal',
      Status: 'completed',
      DateUpdated: '2026-11-22 16:11:20',
      EndTime: '2026-11-22 16:11:20',
      ConversationDuration: 55,
    },
    { Status: 'busy', DateUpdated: '2026-11-22 16:11:00' },
  ].map((said) =>
    JSON.stringify({ CallSid: 'e-1', StartTime: '2026-11-22 16:10:00', To: lead, From: us, Direction: 'outbound-api', ...said }),
  ),
  ozonetel: ['', 'Interested', 'Callback'].map((Disposition) => {
    const times = { StartTime: '2026-11-22 16:10:00', EndTime: '2026-11-22 16:11:00', CallDuration: '00:01:00', Duration: '00:00:40' };
    const call = {
      monitorUCID: 'o-1',
      CallerID: lead,
      Type: 'manual',
      Status: 'Answered',
      CustomerStatus: 'answered',
      AgentStatus: 'answered',
    };
    return form({ data: JSON.stringify({ ...call, ...times, Disposition, AgentID: 'client:asha' }) });
  }),
  aircall: [
    ['created', { status: 'initial' }],
    ['answered', { status: 'answered', answered_at: unix(20) }],
    ['hungup', { status: 'done', answered_at: unix(20), ended_at: unix(80) }],
    ['ended', { status: 'done', answered_at: unix(20), ended_at: unix(80) }],
    ['tagged', { status: 'done', answered_at: unix(20), ended_at: unix(80), tags: [{ name: 'Follow up' }] }],
  ].map(([event, said], index) => {
    const call = { id: 812, direction: 'outbound', raw_digits: lead, user: { id: 7, email: 'asha@example.com' }, started_at: unix(0) };
    return JSON.stringify({
      resource: 'call',
      event: `call.${event}`,
      timestamp: unix(index * 20),
      data: { ...call, ...(said as object) },
    });
  }),
  // The caller's leg to a group, and those of two agents who are rung for it.
  dialpad: [
    ['ringing', 10, { call_id: 1, target: { type: 'department', id: 3 } }],
    ['missed', 20, { call_id: 2, entry_point_call_id: 1, target: { type: 'user', id: 8, email: 'ravi@example.com' } }],
    ['connected', 30, { call_id: 4, entry_point_call_id: 1, target: dialpadAgent(), date_connected: ms(30) }],
    ['hangup', 70, { call_id: 4, entry_point_call_id: 1, target: dialpadAgent(), ...talkedUntil(70), duration: 40_000.25 }],
    ['hangup', 71, { call_id: 1, target: { type: 'department', id: 3 }, operator_call_id: 4, ...talkedUntil(71), duration: 60_000 }],
    ['dispositions', 90, { call_id: 4, entry_point_call_id: 1, target: dialpadAgent(), disposition: 'Follow up' }],
  ].map(([state, second, said]) => {
    const call = { direction: 'inbound', external_number: lead, date_started: ms(0), event_timestamp: ms(second as number) };
    return signToken('x', { ...call, state, ...(said as object) });
  }),
  myoperator: [
    ['call.received', 5, {}],
    ['call.bridged', 20, { answered_at: time(20) }],
    ['call.missed', 21, {}],
    ['call.hangup', 80, { ended_at: time(80), talk_duration: '00:01:00' }],
    ['call.disposition', 95, { disposition: 'Follow up' }],
  ].map(([event_type, second, said]) => {
    const payload = { customer_number: lead, started_at: time(0), ...(said as object) };
    return JSON.stringify({ event_type, session_id: 'm-1', direction: 'inbound', timestamp: time(second as number), payload });
  }),
  justcall: [
    ['initiated', { direction: 'Outgoing' }, {}],
    ['answered', { direction: 'Outgoing' }, {}],
    ['completed', { direction: 'Outgoing', type: 'Answered' }, { total_duration: 80, conversation_time: 60, ring_time: 20 }],
    ['updated', { direction: 'Outgoing', type: 'Answered', disposition: 'Follow up', notes: 'next week' }, { conversation_time: 60 }],
  ].map(([event, call_info, call_duration]) => {
    const who = { call_sid: 'j-1', contact_number: lead.slice(1), agent_id: 7, agent_email: 'asha@example.com' };
    const data = { ...who, call_date: '2026-11-22', call_time: '10:40:00', call_info, call_duration };
    return JSON.stringify({ type: `call.${event}`, data });
  }),
  ringcentral: ['Setup', 'Proceeding', 'Answered', 'Disconnected CallFinished', 'Gone BlindTransfer'].map((word, sequence) => {
    const [code, reason] = word.split(' ');
    const ends = { from: { extensionId: '101' }, to: { phoneNumber: lead } };
    const party = { id: 'p-1', extensionId: '101', direction: 'Outbound', ...ends, status: { code, reason } };
    const body = { sequence, telephonySessionId: 's-1', eventTime: time(sequence * 20), parties: [party], origin: { type: 'Call' } };
    return JSON.stringify({
      uuid: `u-${sequence}`,
      event: '/restapi/v1.0/account/1/telephony/sessions',
      timestamp: time(sequence * 20),
      body,
    });
  }),
  'amazon-connect': [
    { eventType: 'INITIATED' },
    { eventType: 'QUEUED', queueInfo: { enqueueTimestamp: time(5) } },
    { eventType: 'CONNECTED_TO_AGENT', agentInfo: { agentArn: 'x/client:asha', connectedToAgentTimestamp: time(20) } },
    {
      eventType: 'DISCONNECTED',
      disconnectTimestamp: time(80),
      agentInfo: { agentArn: 'x/client:asha', connectedToAgentTimestamp: time(20) },
    },
    { eventType: 'DISCONNECTED', contactId: 'k-2', initialContactId: 'k-1', initiationMethod: 'TRANSFER', disconnectTimestamp: time(90) },
  ].map((said) => {
    const contact = {
      contactId: 'k-1',
      channel: 'VOICE',
      initiationMethod: 'INBOUND',
      initiationTimestamp: time(0),
      tags: { leadPhone: lead },
    };
    return JSON.stringify({ id: 'ev', time: time(99), detail: { ...contact, ...said } });
  }),
};

function time(second: number): string {
  return new Date(Date.UTC(2026, 10, 22, 10, 40, second)).toISOString();
}

function unix(second: number): number {
  return Date.parse(time(second)) / 1000;
}

function ms(second: number): number {
  return Date.parse(time(second));
}

function dialpadAgent() {
  return { type: 'user', id: 7, email: 'asha@example.com' };
}

function talkedUntil(second: number) {
  return { date_connected: ms(30), date_ended: ms(second) };
}

/** As Twilio writes it, RFC 2822. */
function stamp(second: number): string {
  return new Date(time(second)).toUTCString().replace('GMT', '+0000');
}

function childOf(ParentCallSid: string) {
  return { CallSid: 'CA1', ParentCallSid, Direction: 'outbound-dial', From: lead, To: 'client:asha' };
}

function form(params: object): string {
  return new URLSearchParams(Object.entries(params)).toString();
}
