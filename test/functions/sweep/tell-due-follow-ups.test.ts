import { beforeEach, describe, expect, it } from 'vitest';
import { type TellDueDependencies, tellDueFollowUps } from '../../../functions/sweep/tell-due-follow-ups.ts';
import { moved } from '../../../shared/domain/follow-up-changes.ts';
import type { FollowUp, Lead } from '../../../shared/domain/lead.ts';
import { defaultSettings } from '../../../shared/domain/workspace.ts';
import { aFollowUp, aLead, at } from '../../builders.ts';
import { memoryFollowUpStore } from '../../doubles/memory-follow-up-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';

let leads: ReturnType<typeof memoryLeadStore>;
let world: TellDueDependencies;

beforeEach(async () => {
  leads = memoryLeadStore();
  const workspaces = memoryWorkspaceStore();
  const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  for (const id of ['w_1', 'w_2']) await workspaces.createWorkspace({ id, name: id, settings, createdAt: at() });
  world = { workspaces, leads, followUps: memoryFollowUpStore(leads), now: () => at(3600) };
});

async function kept(n: number, followUp: Partial<FollowUp>, lead: Partial<Lead> = {}): Promise<Lead> {
  const next = aFollowUp({ id: `fu_l_${n}_1`, ...followUp });
  const made = aLead({ id: `l_${n}`, phone: `+9198000000${String(n).padStart(2, '0')}`, followUp: next, ...lead });
  await leads.save({ before: undefined, after: made, at: at() });
  return made;
}

describe('tellDueFollowUps', () => {
  it('tells each follow-up whose time has come, of every workspace, once', async () => {
    await kept(1, {});
    await kept(2, { at: at(-86_400) });
    await kept(3, { at: at(3601) });
    await kept(4, {}, { workspace: 'w_2' });
    expect(await tellDueFollowUps(world)).toEqual([
      { workspace: 'w_1', told: 2 },
      { workspace: 'w_2', told: 1 },
    ]);
    expect(await tellDueFollowUps(world)).toEqual([]);
    expect(leads.allFollowUps().map(({ id, toldAt }) => [id, toldAt])).toEqual([
      ['fu_l_1_1', at(3600)],
      ['fu_l_2_1', at(3600)],
      ['fu_l_3_1', null],
      ['fu_l_4_1', at(3600)],
    ]);
  });

  it('tells each once though two sweeps run at once', async () => {
    for (let n = 1; n <= 30; n++) await kept(n, {});
    const swept = (await Promise.all([tellDueFollowUps(world), tellDueFollowUps(world)])).flat();
    expect(swept.reduce((sum, { told }) => sum + told, 0)).toBe(30);
    expect(leads.all().map(({ version }) => version)).toEqual(Array.from({ length: 30 }, () => 2));
  });

  it('tells one again at the time that it was moved to', async () => {
    await kept(1, {});
    await tellDueFollowUps(world);
    const [before] = leads.all();
    if (!before?.followUp) throw new Error('the lead has no follow-up any more');
    await leads.save({ before, after: moved(before, before.followUp, { at: at(7200), note: null }), at: at(3700) });
    expect(await tellDueFollowUps(world)).toEqual([]);
    expect(await tellDueFollowUps({ ...world, now: () => at(7200) })).toEqual([{ workspace: 'w_1', told: 1 }]);
  });

  it('leaves what has ended while the index still shows it', async () => {
    const before = await kept(1, {});
    const shown = await world.followUps.due('w_1', at(3600));
    await leads.save({ before, after: { ...before, followUp: null, version: 2 }, at: at(3599) });
    expect(await tellDueFollowUps({ ...world, followUps: { due: async () => shown } })).toEqual([]);
  });

  it('tries again where somebody else writes the lead, and leaves it to the next run where they go on', async () => {
    await kept(1, {});
    let refusals = 1;
    const save: typeof leads.save = async (change) => (refusals-- > 0 ? 'conflict' : leads.save(change));
    expect(await tellDueFollowUps({ ...world, leads: { ...leads, save: async () => 'conflict' } })).toEqual([]);
    expect(await tellDueFollowUps({ ...world, leads: { ...leads, save } })).toEqual([{ workspace: 'w_1', told: 1 }]);
  });
});
