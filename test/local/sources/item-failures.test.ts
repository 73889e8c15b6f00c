import { describe, expect, it } from 'vitest';
import { failedItems } from '../../../local/sources/item-failures.ts';

describe('failedItems', () => {
  it.each([
    ['nothing', null, []],
    ['an empty text', '', []],
    ['an object without a list', {}, []],
    ['a list that is null', { batchItemFailures: null }, []],
    ['an empty list', { batchItemFailures: [] }, []],
    ['one item', { batchItemFailures: [{ itemIdentifier: 'b' }] }, [1]],
    [
      'several items, in any order',
      { batchItemFailures: [{ itemIdentifier: 'c' }, { itemIdentifier: 'a' }, { itemIdentifier: 'c' }] },
      [0, 2],
    ],
    ['an item that was not in the batch', { batchItemFailures: [{ itemIdentifier: 'z' }] }, [0, 1, 2]],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }, [0, 1, 2]],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }, [0, 1, 2]],
    ['an item with a wrong key', { batchItemFailures: [{ messageId: 'a' }] }, [0, 1, 2]],
    ['a list of texts', { batchItemFailures: ['a'] }, [0, 1, 2]],
    ['a text', 'done', [0, 1, 2]],
    ['a list that is none', { batchItemFailures: 'a' }, [0, 1, 2]],
  ])('reads %s', (_case, answer, failed) => {
    expect(failedItems(answer, ['a', 'b', 'c'])).toEqual(failed);
  });
});
