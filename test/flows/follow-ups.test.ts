import { describe, expect, it } from 'vitest';
import { aFlow, type Flow } from '../faults/simulation/a-flow.ts';
import type { FaultRates } from '../faults/simulation/fault-kinds.ts';

const minuteMs = 60_000;

/** What the bus was told of follow-ups, each event once however often it came. */
async function told({ simulation }: Flow) {
  const { events } = await simulation.state();
  const ofFollowUps = events.filter(({ detailType }) => detailType.startsWith('Follow-up '));
  return [...new Map(ofFollowUps.map((event) => [event.detail.eventId, event])).values()];
}

describe('a follow-up, from the log of a call to the conversation', () => {
  it.each<[string, FaultRates]>([
    ['all is well', {}],
    [
      'schedules and changes come twice, functions die and are throttled',
      { 'schedule-again': 0.5, 'record-again': 0.3, 'crash-after': 0.02, throttle: 0.03 },
    ],
  ])('is told when it is scheduled, once when it is due, and when it is resolved: %s', async (_weather, faults) => {
    const flow = await aFlow({ seed: 7, faults });
    const { simulation, api, leadIds, says } = flow;
    const at = new Date(simulation.now() + 10 * minuteMs).toISOString();
    const log = { leadId: leadIds[0], status: 'Follow up', durationSeconds: 30, followUp: { at, note: 'after the meeting' } };
    const call = await api('POST', '/api/calls', log);
    simulation.beginTrouble();
    await simulation.sleep(9 * minuteMs);
    expect((await told(flow)).map(({ detailType }) => detailType)).toEqual(['Follow-up Scheduled']);

    await simulation.sleep(6 * minuteMs);
    const [scheduled, due, ...others] = await told(flow);
    expect(others).toEqual([]);
    expect(scheduled?.detail).toMatchObject({ leadId: leadIds[0], callId: call.id, at, resolution: null });
    expect(due).toMatchObject({ detailType: 'Follow-up Due', detail: { followUpId: scheduled?.detail.followUpId, at } });
    expect(Date.parse(String(due?.detail.occurredAt)) - Date.parse(at)).toBeLessThanOrEqual(minuteMs);

    await says(0, { callId: 'rings', status: 'no-answer' });
    await simulation.sleep(2 * minuteMs);
    expect(await told(flow)).toHaveLength(2);
    await says(0, { callId: 'talks', status: 'completed', durationSeconds: 42 });
    await simulation.sleep(2 * minuteMs);
    simulation.endTrouble();
    await simulation.sleep(5 * minuteMs);

    const [, , resolved, ...more] = await told(flow);
    expect(more).toEqual([]);
    expect(resolved).toMatchObject({ detailType: 'Follow-up Resolved', detail: { resolution: 'spoken-to' } });
    const { items } = await api('GET', '/api/follow-ups?state=done');
    expect(items).toMatchObject([{ id: due?.detail.followUpId, callId: call.id, doneByCallId: resolved?.detail.resolvedByCallId }]);
    expect(await api('GET', `/api/leads/${leadIds[0]}`)).toMatchObject({ status: 'followups', followUp: null });
    const { denials } = await simulation.state();
    expect(denials).toEqual([]);
    await simulation.close();
  });

  it('is scheduled by what a dialler says, talk time or not', async () => {
    const flow = await aFlow({ seed: 8 });
    const { simulation, api, leadIds, says } = flow;
    const followUpAt = new Date(simulation.now() + 3 * 24 * 60 * minuteMs).toISOString();
    await says(0, { status: 'Rescheduled', followUpAt, durationSeconds: 0, note: 'on holiday' });
    await simulation.sleep(2 * minuteMs);
    expect((await told(flow)).map(({ detailType }) => detailType)).toEqual(['Follow-up Scheduled']);
    expect(await api('GET', `/api/leads/${leadIds[0]}`)).toMatchObject({
      status: 'followups',
      followUp: { at: followUpAt, note: 'on holiday' },
    });
    await simulation.close();
  });
});
