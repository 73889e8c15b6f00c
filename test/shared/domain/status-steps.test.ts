import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ownedStatus,
  stepped,
  withoutStep,
  withRightedStatus,
  withStatusAgain,
  withStatusOf,
} from '../../../shared/domain/status-steps.ts';
import { aLead, aReportCall, at } from '../../builders.ts';

const assigned = aLead({ status: 'assigned' });
const noAnswer = aReportCall({ id: 'c_1', status: 'No Answer', startedAt: at(0) });
const missed = aReportCall({ id: 'c_2', status: 'Missed', direction: 'inbound', startedAt: at(60) });
const called = { status: 'Called', talkSeconds: 60 } as const;

describe('the status that calls made', () => {
  it('is given back when the call turns out to be a conversation', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    expect(rung.status).toBe('not-picked');
    expect(withRightedStatus(rung, [{ ...noAnswer, ...called }])).toMatchObject({ status: 'assigned', statusSteps: [] });
  });

  it('follows a call that turns out to be another that nobody answered', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const righted = withRightedStatus(rung, [{ ...noAnswer, status: 'Missed' }]);
    expect(righted).toMatchObject({
      status: 'missed',
      statusSteps: [{ callId: 'c_1', before: 'assigned', after: 'missed', by: 'outcome' }],
    });
  });

  it('stays where a later call made it, and goes back past both when both were wrong', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const twice = withStatusOf(rung, [noAnswer, missed]);
    expect(twice.status).toBe('missed');
    const first = withRightedStatus(twice, [{ ...noAnswer, ...called }, missed]);
    expect(first.status).toBe('missed');
    expect(
      withRightedStatus(first, [
        { ...noAnswer, ...called },
        { ...missed, ...called },
      ]).status,
    ).toBe('assigned');
    expect(withRightedStatus(twice, [noAnswer, { ...missed, ...called }]).status).toBe('not-picked');
  });

  it('is made anew when the call turns out to be what it was at first', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const takenBack = withRightedStatus(rung, [{ ...noAnswer, ...called }]);
    expect(withStatusAgain(takenBack, [noAnswer], 'c_1')).toEqual(rung);
  });

  it('stays when the same news of the call comes again', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const [moved, answered] = [{ ...rung, status: 'assigned' }, [noAnswer, { ...missed, ...called }]] as const;
    expect(withStatusAgain(rung, [noAnswer], 'c_1')).toBe(rung);
    expect(withStatusAgain(moved, [noAnswer], 'c_1')).toBe(moved);
    expect(withStatusAgain(assigned, answered, 'c_1')).toBe(assigned);
  });

  it('stays Not Picked where a later attempt that changed nothing was not answered either', () => {
    const busy = aReportCall({ id: 'c_2', status: 'Busy', startedAt: at(60) });
    const rung = withStatusOf(withStatusOf(assigned, [noAnswer]), [noAnswer, busy]);
    expect(withRightedStatus(rung, [{ ...noAnswer, ...called }, busy])).toMatchObject({
      status: 'not-picked',
      statusSteps: [{ callId: 'c_2', before: 'assigned' }],
    });
  });

  it('stays where a person or a rule has changed it since', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const decided = { ...rung, status: 'interested' };
    expect(withRightedStatus(decided, [{ ...noAnswer, ...called }])).toBe(decided);
    expect(withoutStep(decided, 'c_1')).toBe(decided);
  });

  it('is what a person said with the call, until the call is said to be another', () => {
    const said = stepped(assigned, { ...assigned, status: 'interested' }, { callId: 'c_1', by: 'word' });
    expect(withRightedStatus(said, [noAnswer])).toBe(said);
    expect(withoutStep(said, 'c_1').status).toBe('assigned');
  });

  it('goes back past all that one call made', () => {
    const rung = withStatusOf(assigned, [noAnswer]);
    const said = stepped(rung, { ...rung, status: 'interested' }, { callId: 'c_1', by: 'word' });
    expect(withoutStep(said, 'c_1').status).toBe('assigned');
  });

  it('goes back to one that the owner of now allows', () => {
    const free = withStatusOf(aLead({ owner: null, status: 'unassigned' }), [missed]);
    expect(withoutStep({ ...free, owner: 'a_ravi' }, 'c_2').status).toBe('assigned');
  });

  it('goes back to what it was, whatever calls made it and in whatever order they are taken back', () => {
    const calls = fc.array(fc.constantFrom('No Answer' as const, 'Missed' as const, 'Busy' as const), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(calls, fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), (statuses, order) => {
        const all = statuses.map((status, n) => aReportCall({ id: `c_${n}`, status, startedAt: at(n * 60) }));
        const rung = all.reduce((lead, _, n) => withStatusOf(lead, all.slice(0, n + 1)), assigned);
        const wrongFirst = all.map(({ id }, n) => ({ id, at: order[n] ?? 0 })).sort((a, b) => a.at - b.at);
        const righted = new Set<string>();
        const back = wrongFirst.reduce((lead, { id }) => {
          righted.add(id);
          return withRightedStatus(
            lead,
            all.map((call) => (righted.has(call.id) ? { ...call, ...called } : call)),
          );
        }, rung);
        expect([back.status, back.statusSteps]).toEqual(['assigned', []]);
      }),
    );
  });
});

describe('ownedStatus', () => {
  it.each([
    ['unassigned', 'a_1', 'assigned'],
    ['assigned', null, 'unassigned'],
    ['assigned', 'a_1', 'assigned'],
    ['unassigned', null, 'unassigned'],
    ['interested', null, 'interested'],
  ])('%s of %s is %s', (status, owner, is) => {
    expect(ownedStatus(status, owner)).toBe(is);
  });
});
