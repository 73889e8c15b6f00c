import { createHash } from 'node:crypto';
import type { DiallerSettings, WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { signJustcall, signPlivo, signStandard, signTelnyx, signToken, signTwilio, telnyxPublicKey } from './sign.ts';
import { aForm, aRequest, aStandardBody } from './webhooks.ts';

/** A word of the dialler's own about a call at a moment: seconds after its beginning, and how long they had talked. */
export type Moment = { word: string; second: number; talkSeconds: number };

/** How a dialler tells of one outbound call, of which it may say anything, in any order. */
export type Teller = {
  settings: Partial<DiallerSettings>;
  /** The first is said of a call that ended after talk. */
  words: readonly [string, ...string[]];
  /** A genuine webhook, sent at that instant. */
  tell: (moment: Moment, sentAt: string) => WebhookRequest;
};

const unzoned = (iso: string) => iso.slice(0, 19).replace('T', ' ');
const unix = (iso: string) => Math.floor(Date.parse(iso) / 1000);
const clock = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')}`;

const [us, lead] = ['+14155550100', '+919812345678'];

/** Where webhooks are sent, when the call began, and what is shared with the dialler: a word, and a byte that keys are made of. */
type Account = { url: string; begunMs: number; secret?: { word: string; byte: number } };

export const tellers = tellersAt({ url: 'https://redial.example/webhooks/c_1', begunMs: Date.parse('2026-11-22T10:40:00Z') });

/** One for each kind of the registry; what comes by another way than webhooks is told as it comes there. */
export function tellersAt({ url, begunMs: begun, secret: { word: secret, byte } = { word: 'secret', byte: 7 } }: Account) {
  const at = (second: number) => new Date(begun + second * 1000).toISOString();
  const inIndia = (second: number) => unzoned(new Date(begun + second * 1000 + 5.5 * 3_600_000).toISOString());
  const keyed = `${url}?key=${secret}`;
  const whsec = `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
  const seed = Buffer.alloc(32, byte - 2);
  const instanceArn = `arn:aws:connect:ap-south-1:123456789012:instance/${url.split('/').at(-1)}`;
  const asJson = (body: object, rest: Partial<WebhookRequest> = {}) =>
    aRequest({ url, ...rest, headers: { 'content-type': 'application/json', ...rest.headers }, body: JSON.stringify(body) });
  const settings = { secrets: [secret] };
  const all: Readonly<Record<string, Teller>> = {
    standard: {
      settings: { secrets: [whsec] },
      words: ['completed', 'ringing', 'answered', 'busy', 'no-answer', 'canceled', 'Follow up', 'Called', 'machine', 'new-word'],
      tell: ({ word, second, talkSeconds }, sentAt) => {
        const ended = word === 'completed' ? { endedAt: at(second), durationSeconds: talkSeconds } : {};
        const body = aStandardBody({ status: word, startedAt: at(0), ...ended }, { timestamp: at(second) });
        return aRequest({ url, body, headers: signStandard(whsec, 'msg_1', unix(sentAt), body) });
      },
    },
    twilio: {
      settings,
      words: ['completed', 'initiated', 'ringing', 'in-progress', 'busy', 'no-answer', 'canceled', 'failed', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const form = { CallSid: 'CA1', CallStatus: word, Direction: 'outbound-api', From: us, To: lead, CallDuration: String(talkSeconds) };
        const params = { ...form, Timestamp: new Date(begun + second * 1000).toUTCString().replace('GMT', '+0000') };
        return aRequest({ url, body: aForm(params), headers: { 'x-twilio-signature': signTwilio(secret, url, params) } });
      },
    },
    plivo: {
      settings,
      words: ['completed', 'ringing', 'in-progress', 'busy', 'failed', 'timeout', 'no-answer', 'cancel', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const form = {
          CallUUID: 'u-1',
          CallStatus: word,
          Direction: 'outbound',
          From: us,
          To: lead.slice(1),
          Duration: String(talkSeconds),
        };
        const params = { ...form, StartTime: unzoned(at(0)), EndTime: unzoned(at(second)) };
        return aRequest({ url, body: aForm(params), headers: signPlivo(secret, url, params) });
      },
    },
    telnyx: {
      settings: { secrets: [telnyxPublicKey(seed)] },
      words: [
        'normal_clearing',
        'initiated',
        'answered',
        'bridged',
        'user_busy',
        'no_answer',
        'originator_cancel',
        'call_rejected',
        'new-word',
      ],
      tell: ({ word, second }, sentAt) => {
        const isHangup = !['initiated', 'answered', 'bridged'].includes(word);
        const ended = isHangup ? { hangup_cause: word } : {};
        const payload = { call_session_id: 's-1', direction: 'outgoing', from: us, to: lead, start_time: at(0), ...ended };
        const event = { event_type: `call.${isHangup ? 'hangup' : word}`, id: `e-${word}`, occurred_at: at(second), payload };
        const body = JSON.stringify({ data: event });
        return aRequest({ url, body, headers: signTelnyx(seed, unix(sentAt), body) });
      },
    },
    vonage: {
      settings,
      words: [
        'completed',
        'started',
        'ringing',
        'answered',
        'busy',
        'unanswered',
        'cancelled',
        'rejected',
        'failed',
        'machine',
        'new-word',
      ],
      tell: ({ word, second, talkSeconds }, sentAt) => {
        const event = { conversation_uuid: 'CON-1', uuid: 'u-1', direction: 'outbound', from: us, to: lead, status: word };
        const ended = word === 'completed' ? { duration: String(talkSeconds), start_time: at(0), end_time: at(second) } : {};
        const body = JSON.stringify({ ...event, timestamp: at(second), ...ended });
        const payload_hash = createHash('sha256').update(body).digest('hex');
        const token = signToken(secret, { iat: unix(sentAt), payload_hash });
        return aRequest({ url, body, headers: { authorization: `Bearer ${token}` } });
      },
    },
    exotel: {
      settings: { ...settings, timezone: 'Asia/Kolkata' },
      words: ['completed', 'busy', 'failed', 'no-answer', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const call = { CallSid: 'e-1', EventType: 'terminal', Status: word, Direction: 'outbound-api', From: '09876543210', To: lead };
        return asJson({ ...call, StartTime: inIndia(0), EndTime: inIndia(second), ConversationDuration: talkSeconds }, { url: keyed });
      },
    },
    ozonetel: {
      settings: { ...settings, timezone: 'Asia/Kolkata' },
      words: ['answered', 'Busy', 'not_answered', 'NoResponse', 'InvalidNumber', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const call = { monitorUCID: 'o-1', Type: 'manual', CallerID: lead.slice(1), AgentID: 'asha', AgentStatus: 'answered' };
        const times = { StartTime: inIndia(0), EndTime: inIndia(second), CallDuration: clock(second), Duration: clock(talkSeconds) };
        return aRequest({
          url: keyed,
          body: aForm({ data: JSON.stringify({ ...call, ...times, CustomerStatus: word, Status: 'Answered' }) }),
        });
      },
    },
    myoperator: {
      settings,
      words: ['summary', 'initiated', 'dialing', 'answered', 'hangup', 'missed', 'disposition', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const event = {
          event_id: `e-${word}-${second}`,
          event_type: `call.${word}`,
          session_id: 'm-1',
          direction: 'outgoing',
          timestamp: at(second),
        };
        const payload = {
          start_time: at(0),
          ...(word === 'summary' && { talk_duration: talkSeconds }),
          ...(word === 'disposition' && { disposition: 'Rescheduled' }),
        };
        return asJson({ ...event, customer_identifier: lead, payload }, { url: keyed });
      },
    },
    aircall: {
      settings,
      words: ['ended', 'created', 'answered', 'hungup', 'tagged', 'commented', 'voicemail_left', 'unanswered'],
      tell: ({ word, second, talkSeconds }) => {
        const event = word === 'unanswered' ? 'ended' : word;
        const status = event === 'created' ? 'initial' : event === 'answered' ? 'answered' : 'done';
        const answered = event !== 'created' && word !== 'unanswered' ? unix(at(Math.max(0, second - talkSeconds))) : null;
        const ended = status === 'done' ? unix(at(second)) : null;
        const said = {
          tags: event === 'tagged' ? [{ name: 'Follow up' }] : [],
          comments: event === 'commented' ? [{ content: `${second}` }] : [],
        };
        const call = { id: 812, direction: 'outbound', status, raw_digits: '+91 98123 45678', user: { id: 7, email: 'asha@example.com' } };
        const data = { ...call, started_at: unix(at(0)), answered_at: answered, ended_at: ended, ...said };
        return asJson({ resource: 'call', event: `call.${event}`, timestamp: unix(at(second)), token: secret, data });
      },
    },
    dialpad: {
      settings,
      words: ['hangup', 'calling', 'ringing', 'connected', 'hold', 'missed', 'voicemail', 'dispositions', 'recording', 'new-word'],
      tell: ({ word, second, talkSeconds }) => {
        const talked = word === 'hangup' && talkSeconds > 0;
        const times = {
          date_started: begun,
          date_connected: talked || word === 'connected' ? begun + Math.max(0, second - talkSeconds) * 1000 : null,
          date_ended: word === 'hangup' ? begun + second * 1000 : null,
          duration: talked ? talkSeconds * 1000 + 0.294 : 0,
          event_timestamp: begun + second * 1000,
        };
        const said =
          word === 'dispositions'
            ? { disposition: 'Follow up' }
            : word === 'recording'
              ? { recording_details: [{ url: `https://r.example/${second}` }] }
              : {};
        const call = {
          call_id: 5780678246121472,
          state: word,
          direction: 'outbound',
          external_number: lead,
          target: { type: 'user', id: 7, email: 'asha@example.com' },
        };
        return aRequest({ url, body: signToken(secret, { ...call, ...times, ...said }) });
      },
    },
    justcall: {
      settings,
      words: ['completed Answered', 'initiated', 'answered', 'completed Unanswered', 'updated Answered', 'completed new-word'],
      tell: ({ word, second, talkSeconds }, sentAt) => {
        const [event = '', type] = word.split(' ');
        const call_info = {
          direction: 'Outgoing',
          type,
          notes: event === 'updated' ? `said ${second}` : '',
          disposition: event === 'updated' ? 'Follow up' : '',
        };
        const call = {
          call_sid: 'j-1',
          contact_number: lead.slice(1),
          agent_id: 7,
          agent_email: 'asha@example.com',
          call_date: at(0).slice(0, 10),
          call_time: at(0).slice(11, 19),
        };
        const data = {
          ...call,
          call_info,
          call_duration: { total_duration: second, conversation_time: Math.min(talkSeconds, second), ring_time: 3 },
        };
        const body = { request_id: `r-${second}`, webhook_url: url, url_id: 'x', type: `call.${event}`, data };
        return asJson(body, { headers: signJustcall(secret, url, `call.${event}`, unzoned(sentAt)) });
      },
    },
    ringcentral: {
      settings,
      words: [
        'Disconnected CallFinished',
        'Setup',
        'Proceeding',
        'Answered',
        'Hold',
        'Disconnected NoAnswer',
        'Disconnected TargetBusy',
        'Gone BlindTransfer',
        'VoiceMail',
      ],
      tell: ({ word, second }) => {
        const [code, reason] = word.split(' ');
        const party = {
          id: 'p-1',
          extensionId: '101',
          direction: 'Outbound',
          from: { extensionId: '101' },
          to: { phoneNumber: lead },
          status: { code, reason },
        };
        const body = { sequence: second, telephonySessionId: 's-1', eventTime: at(second), parties: [party], origin: { type: 'Call' } };
        const event = '/restapi/v1.0/account/1/telephony/sessions';
        return asJson({ uuid: `u-${word}-${second}`, event, timestamp: at(second), body }, { headers: { 'verification-token': secret } });
      },
    },
    'amazon-connect': {
      settings: { secrets: [instanceArn] },
      words: ['DISCONNECTED', 'INITIATED', 'QUEUED', 'CONNECTED_TO_AGENT', 'NEW_EVENT'],
      tell: ({ word, second, talkSeconds }) => {
        const connected = word !== 'INITIATED' && talkSeconds > 0 ? at(second - talkSeconds) : undefined;
        const detail = {
          ...{ eventType: word, contactId: 'k-1', channel: 'VOICE', initiationMethod: 'OUTBOUND', initiationTimestamp: at(0) },
          ...{ instanceArn, connectedToSystemTimestamp: connected, tags: { leadPhone: lead } },
          ...(connected && { agentInfo: { agentArn: `${instanceArn}/agent/asha`, connectedToAgentTimestamp: connected } }),
          ...(word === 'DISCONNECTED' && { disconnectTimestamp: at(second) }),
        };
        return asJson({
          id: `e-${word}-${second}`,
          source: 'aws.connect',
          'detail-type': 'Amazon Connect Contact Event',
          time: at(second),
          detail,
        });
      },
    },
    fields: {
      settings: {
        ...settings,
        fieldMap: {
          callId: 'id',
          status: 'status',
          leadPhone: 'phone',
          direction: 'way',
          startedAt: 'start',
          endedAt: 'end',
          duration: 'talk',
          durationUnit: 'seconds',
          timeFormat: 'iso',
        },
      },
      words: ['completed', 'ringing', 'answered', 'busy', 'no-answer', 'Follow up', 'new-word'],
      tell: ({ word, second, talkSeconds }) =>
        asJson({ id: 'f-1', status: word, phone: lead, way: 'outbound', start: at(0), end: at(second), talk: talkSeconds }, { url: keyed }),
    },
  };
  return all;
}
