import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { exotel } from '../../../../functions/ingest/diallers/exotel.ts';
import { fields } from '../../../../functions/ingest/diallers/fields.ts';
import { myoperator } from '../../../../functions/ingest/diallers/myoperator.ts';
import { ozonetel } from '../../../../functions/ingest/diallers/ozonetel.ts';
import { aConnection, aForm, aRequest, now } from './webhooks.ts';

const key = 'k3yOfTheConnection';
const fieldMap = {
  ...{ callId: 'id|a.0.id', status: 's', leadPhone: 'p', direction: 'w', startedAt: 't', endedAt: 'e', duration: 'd', note: 'n' },
  ...{ agentId: 'a.0.id', disposition: 'x', timeFormat: 'epoch', durationUnit: 'hh:mm:ss' },
};
const settings = aConnection({ secrets: [key], fieldMap, statusMap: { a: 'Follow up', b: 'ignore' } });

const names = {
  exotel:
    'CallSid EventType Status Direction From To StartTime EndTime ConversationDuration Legs[0][Status] Legs[1][Status] Legs CallType CallStatus SmsSid',
  ozonetel:
    'data monitorUCID monitor_ucid action event_time Type Status AgentStatus CustomerStatus Duration CallDuration Apikey Disposition eventType',
  myoperator: 'myoperator _ai _su _ev _st _et _dr _ld _cr event_type session_id direction timestamp payload data type customer_identifier',
  fields: 'id s p w t e d n a x',
} as const;

const word = fc.constantFrom(
  ...['completed', 'busy', 'answered', 'terminal', 'inbound', 'call.summary', 'call.disposition', '1', '3', 'a', 'b', 'null', ''],
  ...['+919812345678', '2026-11-22 16:10:00', '1795344000', '00:00:42', '42', '-1', '99999999999999999999', '{"id":7}', "{'_ai':1}"],
);
const text = fc.oneof({ weight: 4, arbitrary: word }, fc.string({ unit: 'binary', maxLength: 12 }));
const anything = fc.oneof({ weight: 4, arbitrary: text }, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, -1, 1e300, null));

/** A request that has every chance to be understood: the dialler's own names, in each of the ways to send them. */
function requestsOf(kind: keyof typeof names): fc.Arbitrary<WebhookRequest> {
  const some = fc.dictionary(fc.constantFrom(...names[kind].split(' ')), anything, { maxKeys: 9 });
  return fc.tuple(some, fc.constantFrom('json', 'form', 'wrapped', 'multipart', 'get', 'cut')).map(([given, way]) => {
    const json = JSON.stringify(given);
    const pairs = Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value),
    ]);
    const form = aForm(Object.fromEntries(pairs));
    const url = `https://redial.example/webhooks/c_1?key=${key}`;
    if (way === 'json') return aRequest({ url, body: json });
    if (way === 'cut') return aRequest({ url, body: json.slice(0, -3) });
    if (way === 'form') return aRequest({ url, body: form });
    if (way === 'get') return aRequest({ url: `${url}&${form}`, method: 'GET' });
    if (way === 'wrapped') return aRequest({ url, body: aForm({ data: json, myoperator: json }) });
    const parts = pairs.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    return aRequest({ url, body: `${parts.join('')}--b--`, headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  });
}

describe.each([exotel, ozonetel, myoperator, fields])('$kind', (dialler) => {
  const requests = requestsOf(dialler.kind as keyof typeof names); // the four kinds above are its keys

  it('reads, ignores or explains whatever is sent in its own names', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(requests, (request) => {
        const reading = dialler.read(request, settings, now);
        kinds.add(reading.kind);
        if (reading.kind !== 'statements') expect(reading.why).not.toBe('');
        else for (const { externalId } of reading.statements) expect(externalId.trim()).not.toBe('');
      }),
      { numRuns: 1_500 },
    );
    expect([...kinds].sort()).toEqual(['ignored', 'statements', 'unreadable']);
  });

  it('says the same of a request after its secrets were taken out, and those are out', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const kept = dialler.redact?.(request) ?? request;
        expect(kept.url).not.toContain(key);
        expect(dialler.read(kept, settings, now)).toEqual(dialler.read(request, settings, now));
        expect(dialler.verify(request, settings, now)).toEqual({ verified: true });
        expect(dialler.verify(kept, settings, now).verified).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('takes long bodies in a time that grows with their length alone', () => {
    const bodies = ['"Apikey":"', 'Apikey=&', '%22apikey%22%3A%22', 'a[', '--b\r\n', '[', '{"data":', "'", 'name="', 'data={&', '\n\r'];
    const startedAt = performance.now();
    for (const piece of bodies) {
      const request = aRequest({
        body: piece.repeat(250_000 / piece.length),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
      for (const headers of [request.headers, {}]) {
        const given = dialler.redact?.({ ...request, headers }) ?? request;
        dialler.verify(given, settings, now);
        dialler.read(given, settings, now);
      }
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
