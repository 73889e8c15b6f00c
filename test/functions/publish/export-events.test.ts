import { expect, it } from 'vitest';
import { exportEventOf } from '../../../functions/publish/export-events.ts';
import { exportReadyDetail, exportRequestedDetail } from '../../../shared/contracts/events.ts';
import { anExport } from '../../shared/store/an-export.ts';

const file = { key: 'k', bytes: 10, sha256: 'abc' };
const asked = anExport();
const running = anExport({ state: 'running', rows: 5, version: 2 });
const done = anExport({ state: 'done', rows: 5, file, version: 3 });

it.each([
  ['asked for', undefined, asked, { 'detail-type': 'Export Requested', detail: { eventId: 'e_1.turn.1', exportId: 'e_1', turn: 1 } }],
  ['begun', asked, running, undefined],
  ['that goes on', running, { ...running, turn: 2 }, { 'detail-type': 'Export Requested', detail: { eventId: 'e_1.turn.2', turn: 2 } }],
  [
    'done',
    running,
    done,
    { 'detail-type': 'Export Ready', detail: { eventId: 'e_1.ready.1', kind: 'calls', rows: 5, bytes: 10, sha256: 'abc' } },
  ],
  ['looked at again', done, { ...done, version: 4 }, undefined],
  ['removed', done, undefined, undefined],
])('an export %s is the event that says so', (_, before, after, event) => {
  const told = exportEventOf({ before, after });
  if (!event) return expect(told).toBeUndefined();
  expect(told).toMatchObject(event);
  const schema = told?.['detail-type'] === 'Export Ready' ? exportReadyDetail : exportRequestedDetail;
  expect(schema.parse(told?.detail)).toEqual(told?.detail);
});
