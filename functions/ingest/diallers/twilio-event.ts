import { type FormFields, onlyValue } from './form-fields.ts';
import { isJsonObject, type JsonObject, valueAt } from './value-at.ts';

/** What is no event of Event Streams, or about no call, has no parameters. */
const none: FormFields = new Map([['EventType', ['other']]]);

/**
 * The parameters of a status callback that a CloudEvent of Event Streams says the same as: `com.twilio.voice.status-callback.*` carries them,
 * `com.twilio.voice.insights.call-summary.*` has fields of its own. `datacontenttype` is not looked at: Twilio puts a time there.
 */
export function paramsOfEvent(event: unknown): FormFields {
  if (!isJsonObject(event) || typeof event.type !== 'string' || !isJsonObject(event.data)) return none;
  if (event.type.startsWith('com.twilio.voice.status-callback.')) return callbackParams(event.data);
  return event.type.startsWith('com.twilio.voice.insights.call-summary.') ? summaryParams(event.data) : none;
}

/** The callback's own parameters; one that lacks the call's id has it beside them. */
function callbackParams(data: JsonObject): FormFields {
  const parameters = valueAt(data, 'request.parameters');
  const params = paramsOf(isJsonObject(parameters) ? parameters : {});
  return onlyValue(params, 'CallSid') === undefined ? new Map([...params, ...paramsOf({ CallSid: data.sid })]) : params;
}

/** Words of call summaries that status callbacks write otherwise. */
const callStates: Readonly<Record<string, string>> = { noanswer: 'no-answer', fail: 'failed', undialed: 'failed', answered: 'in-progress' };

function summaryParams(data: JsonObject): FormFields {
  const state = typeof data.call_state === 'string' ? data.call_state : undefined;
  const direction = valueAt(data, 'properties.direction') ?? data.direction;
  return paramsOf({
    CallSid: data.call_sid,
    ParentCallSid: data.parent_call_sid,
    CallStatus: state === undefined ? undefined : (callStates[state] ?? state),
    CallDuration: data.connect_duration,
    Direction: typeof direction === 'string' ? direction.replaceAll('_', '-') : undefined,
    From: valueAt(data, 'from.caller') ?? valueAt(data, 'to.caller'),
    To: valueAt(data, 'to.callee') ?? valueAt(data, 'from.callee'),
    Timestamp: data.end_time,
    AnsweredBy: data.answered_by,
  });
}

/** Texts and numbers by name; whatever else is there is no parameter. */
export function paramsOf(fields: JsonObject): FormFields {
  const entries = Object.entries(fields).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return new Map(entries.map(([name, value]) => [name, [String(value)]]));
}
