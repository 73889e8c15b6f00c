import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../../builders.ts';
import { type DynamoForTests, startDynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { aToldLead } from './a-told-lead.ts';
import { interrupted } from './an-interrupted.ts';

let dynamo: DynamoForTests;
let scenes = 0;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
});
afterAll(() => dynamo.stop());

const [agreed, later] = [at(2 * 86_400), at(3 * 86_400)];
const spoke = { status: 'completed', durationSeconds: 40, endedAt: at(-90) };
const ringing = { status: 'ringing', startedAt: at(-90) };

/** More than anybody asks of the stores to act on one thing: the last comes after it all. */
const moments = Array.from({ length: 7 }, (_, index) => index + 1);

const corrections = [
  ['Called', spoke, { status: 'Called' }, { status: 'assigned', at: undefined, open: [] }],
  ['No Answer, and nobody ever spoke', ringing, { status: 'No Answer' }, { status: 'not-picked', at: undefined, open: [] }],
  ['another time', spoke, { status: 'Follow up', followUp: { at: later } }, { status: 'followups', at: later, open: [later] }],
  ['the same, with a note', spoke, { note: 'in the evening' }, { status: 'followups', at: agreed, open: [agreed] }],
] as const;

async function agreedOn(before: object) {
  const scene = await aToldLead(dynamo, `w_${++scenes}`);
  await scene.tells(before);
  await scene.acts(await scene.news());
  await scene.tells({ status: 'Follow up', followUpAt: agreed });
  return { scene, news: await scene.news() };
}

describe('what a dialler agreed on, and a correction of it to', () => {
  it.each(corrections)('%s come to the correction, whenever it comes while the word is acted on', async (_, before, said, expected) => {
    for (const moment of moments) {
      const { scene, news } = await agreedOn(before);
      let corrected = false;
      const corrects = async () => {
        corrected = true;
        expect(await scene.corrects(said)).toBe(200);
      };
      await scene.acts(news, interrupted(scene.stores, moment, corrects));
      if (!corrected) await corrects();
      await scene.acts(await scene.news());
      await scene.acts(news);
      expect(await scene.lead(), `corrected at moment ${moment}`).toEqual(expected);
    }
  });

  it.each(corrections)('%s come to the correction, whenever the word is acted on while that is made', async (_, before, said, expected) => {
    for (const moment of moments) {
      const { scene, news } = await agreedOn(before);
      expect(
        await scene.corrects(
          said,
          interrupted(scene.stores, moment, () => scene.acts(news)),
        ),
      ).toBe(200);
      await scene.acts(await scene.news());
      await scene.acts(news);
      expect(await scene.lead(), `acted on at moment ${moment}`).toEqual(expected);
    }
  });

  it.each(corrections)(
    '%s come to the correction, though who read the call before it schedules after it',
    async (_, before, said, expected) => {
      for (const moment of moments) {
        const { scene, news } = await agreedOn(before);
        let corrected = false;
        const corrects = async () => {
          corrected = true;
          expect(await scene.corrects(said)).toBe(200);
          await scene.acts(await scene.news());
        };
        await scene.acts(news, interrupted(scene.stores, moment, corrects));
        if (!corrected) await corrects();
        expect(await scene.lead(), `corrected at moment ${moment}`).toEqual(expected);
      }
    },
  );

  it('another word of the dialler come to its newest, in either order', async () => {
    const words = [
      [{ status: 'Follow up', followUpAt: agreed }, at(-60)],
      [{ status: 'Follow up', followUpAt: later }, at(-50)],
    ] as const;
    for (const order of [words, words.toReversed()]) {
      const scene = await aToldLead(dynamo, `w_${++scenes}`);
      for (const [said, when] of [[spoke, at(-80)] as const, ...order]) {
        await scene.tells(said, when);
        await scene.acts(await scene.news());
      }
      expect(await scene.lead()).toEqual({ status: 'followups', at: later, open: [later] });
    }
  });
});
