import type { DurationUnit } from './duration-of.ts';
import type { TimeFormat } from './field-plan.ts';

type Words = Readonly<Record<string, string>>;

/** A ready field map: paths, and what the dialler's words are in ours. `ignore` is a message that says nothing of the call. */
export type Preset = {
  /** As in a connection's fieldMap, and `occurredAt`, the moment of the message. Alternatives are divided by `|`. */
  paths: Words;
  inbound?: Words;
  words?: Words;
  /** Words of the direction; a blank one says nothing of it. */
  directions?: Words;
  durationUnit?: DurationUnit;
  timeFormat?: TimeFormat;
  /** Values inside the JSON are escaped as in a URL once more. */
  urlEncoded?: boolean;
};

/** The same word for many of the dialler's. */
function all(ours: string, words: string): Words {
  return Object.fromEntries(words.split(' ').map((word) => [word, ours]));
}

/** Names as they are in the URL templates of docs/diallers/fields.md. Statuses: VICIDIAL's own list, VICIDIAL_statuses.txt. */
const vicidial: Preset = {
  paths: {
    callId: 'call_id|uniqueid',
    status: 'dispo',
    direction: 'direction',
    leadPhone: 'phone_number|dialed_number',
    agentId: 'user',
    occurredAt: 'epoch',
    duration: 'talk_time',
    note: 'comments',
    campaign: 'campaign',
    recordingUrl: 'recording_url',
  },
  words: {
    ...all('Called', 'SALE NI NP DEC DNC XFER PU PM ERI DONEM CALLED'),
    ...all('machine', 'A AA AM AL AFAX'),
    ...all('no-answer', 'NA N CPDNA'),
    ...all('failed', 'ADC DC CPDINV CPDUK CPDERR CPDREJ'),
    ...all('busy', 'B AB CPDB'),
    ...all('abandoned', 'DROP PDROP'),
    ...all('Missed', 'XDROP TIMEOT AFTHRS NANQUE HOLDTO WAITTO'),
    ...all('In-progress', 'INCALL QUEUE DISPO'),
    QVMAIL: 'voicemail',
    CALLBK: 'Follow up',
    CBHOLD: 'Rescheduled',
  },
};

/** A CDR as a script posts it. It has no direction: the script adds one. Source: Asterisk's CDR specification. */
const asterisk: Preset = {
  paths: {
    callId: 'linkedid|uniqueid|UniqueID',
    status: 'disposition|Disposition|DialStatus',
    direction: 'direction',
    leadPhone: 'dst|Destination',
    agentId: 'src|Source',
    agentPhone: 'src|Source',
    startedAt: 'start|StartTime',
    answeredAt: 'answer|AnswerTime',
    endedAt: 'end|EndTime',
    duration: 'billsec|BillableSeconds',
    recordingUrl: 'recording_url',
  },
  inbound: { leadPhone: 'src|Source', agentId: 'dst|Destination', agentPhone: 'dst|Destination' },
  words: {
    ...all('completed', 'ANSWERED ANSWER'),
    ...all('no-answer', 'NOANSWER'),
    'NO ANSWER': 'no-answer',
    BUSY: 'busy',
    ...all('failed', 'FAILED CONGESTION CHANUNAVAIL'),
    ...all('canceled', 'CANCEL ABORT'),
  },
  timeFormat: 'local',
};

/** A CDR of mod_json_cdr is JSON, or JSON in the form's field `cdr`. */
function inCdr(path: string): string {
  return `${path}|cdr.${path}`;
}

/** One CDR a leg; the legs of a call share `call_uuid`. The switch's own direction is not the business's, so a channel variable says it. */
const freeswitch: Preset = {
  paths: {
    callId: ['originating_leg_uuid', 'call_uuid', 'uuid'].map((name) => inCdr(`variables.${name}`)).join('|'),
    status: inCdr('variables.hangup_cause'),
    direction: inCdr('variables.redial_direction'),
    leadPhone: `${inCdr('variables.redial_lead_phone')}|${inCdr('callflow.0.caller_profile.destination_number')}`,
    agentId: `${inCdr('variables.redial_agent')}|${inCdr('callflow.0.caller_profile.caller_id_number')}`,
    startedAt: inCdr('variables.start_epoch'),
    answeredAt: inCdr('variables.answer_epoch'),
    endedAt: inCdr('variables.end_epoch'),
    duration: inCdr('variables.billsec'),
  },
  inbound: {
    leadPhone: `${inCdr('variables.redial_lead_phone')}|${inCdr('callflow.0.caller_profile.caller_id_number')}`,
    agentId: `${inCdr('variables.redial_agent')}|${inCdr('callflow.0.caller_profile.destination_number')}`,
  },
  words: {
    ...all('completed', 'NORMAL_CLEARING ATTENDED_TRANSFER BLIND_TRANSFER MEDIA_TIMEOUT'),
    ...all('busy', 'USER_BUSY BUSY_EVERYWHERE'),
    ...all('no-answer', 'NO_ANSWER NO_USER_RESPONSE ALLOTTED_TIMEOUT PROGRESS_TIMEOUT NO_PICKUP'),
    ...all('canceled', 'ORIGINATOR_CANCEL'),
    ...all('rejected', 'CALL_REJECTED DECLINE'),
    ...all('failed', 'UNALLOCATED_NUMBER INVALID_NUMBER_FORMAT NO_ROUTE_DESTINATION NETWORK_OUT_OF_ORDER NORMAL_TEMPORARY_FAILURE'),
    ...all('failed', 'RECOVERY_ON_TIMER_EXPIRE SUBSCRIBER_ABSENT INCOMPATIBLE_DESTINATION NORMAL_UNSPECIFIED USER_NOT_REGISTERED'),
    ...all('failed', 'DESTINATION_OUT_OF_ORDER SERVICE_UNAVAILABLE NORMAL_CIRCUIT_CONGESTION SWITCH_CONGESTION REQUESTED_CHAN_UNAVAIL'),
    ...all('failed', 'EXCHANGE_ROUTING_ERROR OUTGOING_CALL_BARRED INCOMING_CALL_BARRED GATEWAY_DOWN PROTOCOL_ERROR INTERWORKING'),
    ...all('ignore', 'LOSE_RACE PICKED_OFF'),
  },
  timeFormat: 'epoch',
  urlEncoded: true,
};

/** What add-ons that make webhooks of 3CX send; their `Duration` is `mm:ss`. */
const threeCx: Preset = {
  paths: {
    callId: 'chid|Chid|id|Id',
    status: 'finishtype|FinishType|Finishtype|event|Event',
    direction: 'event|Event',
    leadPhone: 'callerid|CallerId|Callerid',
    agentId: 'user|User',
    duration: 'duration|Duration',
  },
  words: {
    ...all('Called', 'Ok'),
    ...all('no-answer', 'Missed'),
    ...all('answered', 'pickupincoming pickupoutgoing'),
  },
  directions: { ringing: '', pickupincoming: 'inbound', pickupoutgoing: 'outbound' },
  durationUnit: 'hh:mm:ss',
};

/** The body that docs/diallers/fields.md gives for an "API Request" of a workflow: CloudTalk has none of its own. */
const cloudtalk: Preset = {
  paths: {
    callId: 'call_uuid',
    status: 'status',
    direction: 'direction',
    leadPhone: 'external_number',
    agentId: 'agent_id',
    agentEmail: 'agent_email',
    startedAt: 'started_at',
    endedAt: 'ended_at',
    duration: 'talking_time',
    note: 'note',
    recordingUrl: 'recording_url',
  },
  words: all('no-answer', 'missed'),
};

/** Names that Knowlarity's customers put into the query of their webhook; the kind of a call says direction and outcome at once. */
const knowlarity: Preset = {
  paths: {
    callId: 'uuid|callid',
    status: 'business_call_type|Call_Type',
    direction: 'direction|business_call_type|Call_Type',
    leadPhone: 'customer_number|caller_id',
    agentPhone: 'agent_number',
    startedAt: 'start_time',
    duration: 'call_duration',
    recordingUrl: 'resource_url|call_recording',
  },
  words: {
    ...all('completed', 'Phone Outbound'),
    ...all('no-answer', 'Unanswered DTMF'),
    'Missed Call': 'no-answer',
  },
  directions: { Phone: 'inbound', DTMF: 'inbound', 'Missed Call': 'inbound', Unanswered: '' },
};

/** Ready maps for diallers that have no fixed body, by the name that `fieldMap.preset` takes. */
export const fieldPresets: Readonly<Record<string, Preset>> = { vicidial, asterisk, freeswitch, '3cx': threeCx, cloudtalk, knowlarity };
