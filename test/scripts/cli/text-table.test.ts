import { describe, expect, it } from 'vitest';
import { textTable, width } from '../../../scripts/cli/text-table.ts';

describe('width', () => {
  it.each([['abc', 3], ['应急管理部', 10], ['（七）总计', 10], ['·–…≤→—', 6], ['２０２０', 8], ['', 0]])('%s takes %i places', (text, places) => {
    expect(width(text)).toBe(places);
  });
});

describe('textTable', () => {
  it('sets columns under each other, numbers by their ends, and leaves no space at the end of a line', () => {
    expect(textTable([['', '2019', '2020'], ['应急部', '7', '101'], ['abc', '·', '·']], [1, 2])).toEqual([
      '        2019  2020',
      '应急部     7   101',
      'abc        ·     ·',
    ]);
  });
  it('takes rows of unequal length, and none', () => {
    expect(textTable([['a'], ['b', 'c']])).toEqual(['a', 'b  c']);
    expect(textTable([])).toEqual([]);
  });
});
