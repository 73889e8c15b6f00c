import { describe, expect, it } from 'vitest';
import { messageLookup } from '../../../../functions/ingest/diallers/message-lookup.ts';
import { aRequest } from './webhooks.ts';

function found(path: string, given: Parameters<typeof aRequest>[0]) {
  const message = messageLookup(aRequest(given));
  return 'problem' in message ? message : message.lookup(path);
}

const multipart = (boundary: string, ...parts: string[]) =>
  `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
const multipartHeaders = (boundary: string) => ({ 'content-type': `multipart/form-data; boundary=${boundary}` });

describe('messageLookup', () => {
  it.each([
    ['a form', { body: 'a=1&b=x+y%26' }, 'b', 'x y&'],
    ['a form’s brackets', { body: 'Legs%5B1%5D%5BStatus%5D=busy' }, 'Legs.1.Status', 'busy'],
    ['JSON in a form', { body: `data=${encodeURIComponent('{"id":7,"legs":[{"s":"x"}]}')}` }, 'data.legs.0.s', 'x'],
    [
      'JSON in base64 in a form',
      {
        body: `cdr=${Buffer.from('{"id":"÷~é"}').toString('base64')}`,
        headers: { 'content-type': 'application/x-www-form-base64-encoded' },
      },
      'cdr.id',
      '÷~é',
    ],
    ['JSON', { body: '{"Legs":[{},{"Status":"busy"}]}' }, 'Legs.1.Status', 'busy'],
    ['JSON after a byte order mark', { body: '\ufeff{"a":1}' }, 'a', 1],
    ['JSON that is called a form', { body: ' {"a":1}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'a', 1],
    ['one event in a list', { body: '[{"a":1}]' }, 'a', 1],
    ['a query', { method: 'GET', url: 'https://x/?a=1#f', body: 'a=2' }, 'a', '1'],
    ['two equal values', { body: 'a=1&a=1' }, 'a', '1'],
    ['two values', { body: 'a=1&a=2' }, 'a', ['1', '2']],
    ['what is not there', { body: 'a=1' }, 'a.b.c', undefined],
    ['a prototype', { body: '__proto__=1' }, 'constructor', undefined],
    ['a prototype in JSON', { body: '{"a":{}}' }, 'a.constructor.name', undefined],
  ])('looks into %s', (_, given, path, value) => {
    expect(found(path, given)).toEqual(value);
  });

  it.each([
    ['JSON that is cut', { body: '{"a":' }, /JSON/],
    ['a list of two', { body: '[{},{}]' }, /not a JSON object/],
    ['text that is called JSON', { body: 'a=1', headers: { 'content-type': 'application/json; charset=utf-8' } }, /JSON/],
    ['multipart without a boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }, /boundary/],
  ])('cannot look into %s', (_, given, problem) => {
    expect(found('a', given)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe('multipart/form-data', () => {
  const part = (name: string, value: string, more = '') => `Content-Disposition: form-data; name="${name}"\r\n${more}\r\n${value}`;

  it('holds values of any text, of several lines, and none', () => {
    const body = multipart(
      'XX',
      part('a', 'é + %20\r\nmore\r\n'),
      part('Legs[0][Status]', 'busy', 'Content-Type: text/plain\r\n'),
      part('c', ''),
    );
    const given = { body, headers: multipartHeaders('XX') };
    expect(['a', 'Legs.0.Status', 'c', 'd'].map((name) => found(name, given))).toEqual(['é + %20\r\nmore\r\n', 'busy', '', undefined]);
  });

  it('is read with a quoted boundary, bare line feeds, a preamble and without its end', () => {
    const body = multipart('a b', part('x', '1'), part('y', '2')).replaceAll('\r\n', '\n');
    const headers = multipartHeaders('"a b"');
    expect(found('y', { body, headers })).toBe('2');
    expect(found('x', { body: `preamble\n${body}`, headers })).toBe('1');
    expect(found('x', { body: body.slice(0, -8), headers })).toBe('1');
  });

  it('has no value in a part without a name, nor before the first boundary', () => {
    const body = `name="a"\r\n\r\n1\r\n${multipart('XX', 'Content-Type: text/plain\r\n\r\n1', 'broken')}`;
    expect(found('a', { body, headers: multipartHeaders('XX') })).toBeUndefined();
  });
});
