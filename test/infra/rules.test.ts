import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';
import { eventTypes } from '../../shared/contracts/events.ts';
import { type Status, statuses } from '../../shared/domain/status.ts';
import { idIn, synthesised } from './synthesised.ts';

const { ofType } = synthesised();

/** The functions that a deployed rule wakes for this event. The rules list exact values, alternatives and absences only, which is all that this understands. */
function wokenBy(event: { 'detail-type': string; detail: Record<string, unknown> }): string[] {
  const matching = ofType('AWS::Events::Rule').filter(([, { Properties }]) => {
    const { source, detail, 'detail-type': types, ...unknown } = Properties.EventPattern;
    expect(unknown).toEqual({});
    return source.includes('redial') && types.includes(event['detail-type']) && listed(detail, event.detail);
  });
  const queues = matching.flatMap(([, rule]) => rule.Properties.Targets.map((target: { Arn: unknown }) => idIn(target.Arn)));
  const mappings = ofType('AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) =>
    queues.includes(idIn(Properties.EventSourceArn)),
  );
  return mappings.map(([, { Properties }]) => nameOf(idIn(Properties.FunctionName))).toSorted();
}

type Pattern = { [field: string]: unknown[]; $or?: Pattern[] };

function listed({ $or: alternatives, ...pattern }: Pattern = {}, detail: Record<string, unknown>): boolean {
  const isOne = !alternatives || alternatives.some((one) => listed(one, detail));
  const isAbsent = [{ exists: false }];
  return (
    isOne &&
    Object.entries(pattern).every(([field, values]) =>
      isDeepStrictEqual(values, isAbsent) ? !(field in detail) : values.includes(detail[field]),
    )
  );
}

function nameOf(logicalId: string): string {
  const own = ofType('AWS::Lambda::Function').find(([id]) => id === logicalId);
  return own?.[1].Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME;
}

/** Noted on its lead even where there was no talk: a next contact may have been agreed on. */
const noted: Record<Status, boolean> = {
  Called: true,
  Busy: false,
  'No Answer': false,
  Missed: false,
  'In-progress': false,
  'Follow up': true,
  Rescheduled: true,
};

const unanswered: Record<Status, boolean> = {
  Called: false,
  Busy: true,
  'No Answer': true,
  Missed: true,
  'In-progress': false,
  'Follow up': false,
  Rescheduled: false,
};

describe('rules of the bus', () => {
  it.each(statuses)('recycle the lead of an ended call with the status %s only if nobody picked up, and note a conversation', (status) => {
    const woken = [...(noted[status] ? ['follow-up'] : []), ...(unanswered[status] ? ['reassign'] : [])];
    for (const type of ['Call Ended', 'Call Corrected']) {
      expect(wokenBy({ 'detail-type': type, detail: { status, connected: false } })).toEqual(woken);
    }
  });

  it.each(statuses)('resolve follow-ups after a connected call, whatever its status (%s)', (status) => {
    const woken = unanswered[status] ? ['follow-up', 'reassign'] : ['follow-up'];
    for (const type of ['Call Ended', 'Call Corrected']) {
      expect(wokenBy({ 'detail-type': type, detail: { status, connected: true } })).toEqual(woken);
    }
  });

  it.each(statuses)('leave the lead alone where a call (%s) is only counted by other settings', (status) => {
    for (const connected of [true, false]) {
      expect(wokenBy({ 'detail-type': 'Call Corrected', detail: { status, connected, reframed: true } })).toEqual([]);
    }
  });

  const wakingOnes = ['Call Ended', 'Call Corrected', 'Export Requested'];
  it.each(eventTypes.filter((type) => !wakingOnes.includes(type)))('let %s pass', (type) => {
    for (const status of statuses) expect(wokenBy({ 'detail-type': type, detail: { status, connected: true } })).toEqual([]);
  });

  it('have a file written on when a turn of it is due', () => {
    expect(wokenBy({ 'detail-type': 'Export Requested', detail: {} })).toEqual(['export']);
  });

  it('name only types and statuses of the contract, in its spelling', () => {
    const patterns = allCapabilities.flatMap(({ trigger }) => (trigger.kind === 'queue' && trigger.bus === undefined ? [trigger.on] : []));
    expect(patterns.flatMap((pattern) => pattern['detail-type']).filter((type) => !eventTypes.some((known) => known === type))).toEqual([]);
    const named = patterns.flatMap(({ detail }) => [detail, ...((detail?.$or ?? []) as Pattern[])].flatMap((one) => one?.status ?? []));
    expect(named.filter((status) => !statuses.some((known) => known === status))).toEqual([]);
  });
});
