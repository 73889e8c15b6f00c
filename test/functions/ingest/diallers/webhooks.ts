import type { Dialler, DiallerSettings, Reading, WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import { standard } from '../../../../functions/ingest/diallers/standard.ts';
import { twilio } from '../../../../functions/ingest/diallers/twilio.ts';
import type { Statement } from '../../../../shared/domain/fact.ts';

export const now = '2026-11-22T10:53:00.000Z';

export function aConnection(given: Partial<DiallerSettings> = {}): DiallerSettings {
  return { secrets: [], timezone: 'Asia/Kolkata', region: 'IN', statusMap: {}, fieldMap: null, retentionDays: 400, ...given };
}

export function aRequest(given: Partial<Omit<WebhookRequest, 'body'>> & { body?: string | Buffer } = {}): WebhookRequest {
  const { body = '', ...rest } = given;
  return { method: 'POST', url: 'https://redial.example/webhooks/c_1', headers: {}, ...rest, body: Buffer.from(body) };
}

/** The body that the contract describes, about a call that went well, with `data` changed; undefined removes a field. */
export function aStandardBody(data: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}): string {
  const call = { callId: 'call-1', status: 'completed', direction: 'outbound', leadPhone: '+919812345678', ...data };
  return JSON.stringify({ type: 'call.updated', timestamp: '2026-11-22T10:50:00Z', data: call, ...envelope });
}

export function readStandard(body: string, settings: Partial<DiallerSettings> = {}, headers: Record<string, string> = {}): Reading {
  return standard.read(aRequest({ body, headers }), aConnection(settings), now);
}

/** A status callback of Twilio about an answered outbound call, with `params` changed; undefined removes one. */
export function aTwilioForm(params: Record<string, string | undefined> = {}): string {
  const form = {
    CallSid: 'CA0001',
    CallStatus: 'completed',
    CallDuration: '42',
    Direction: 'outbound-api',
    From: '+14155550100',
    To: '+919812345678',
    Timestamp: 'Sun, 22 Nov 2026 10:50:00 +0000',
    ...params,
  };
  return aForm(form);
}

export function readTwilio(params: Record<string, string | undefined> = {}, settings: Partial<DiallerSettings> = {}): Reading {
  return twilio.read(aRequest({ body: aTwilioForm(params) }), aConnection(settings), now);
}

/** The only statement of a reading, as it is where its number is no agent's. @throws Error for any other reading, with its reason. */
export function theStatement(reading: Reading): Statement {
  const { whereAgent: _, ...statement } = theWholeStatement(reading);
  return statement;
}

/** The same where its number is an agent's own. */
export function theAgentsStatement(reading: Reading): Omit<Statement, 'whereAgent'> | undefined {
  return theWholeStatement(reading).whereAgent;
}

function theWholeStatement(reading: Reading): Statement {
  if (reading.kind !== 'statements') throw new Error(`Expected a statement, got ${reading.kind}: ${reading.why}`);
  const [statement] = reading.statements;
  if (statement === undefined || reading.statements.length > 1) throw new Error(`Expected one statement, got ${reading.statements.length}`);
  return statement;
}

export const everyDialler: readonly Dialler[] = Object.values(diallers);

/** Header names as the gateway hands them over. */
export function lowerCased(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']));
}

/** Parameters as a form, or a query; undefined ones are left out. */
export function aForm(params: Readonly<Record<string, string | undefined>>): string {
  return new URLSearchParams(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
}
