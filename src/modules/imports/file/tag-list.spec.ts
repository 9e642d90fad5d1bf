import { array, assert, constantFrom, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { readTags, writeTags } from './tag-list.js';

it.each([
  ['vip;Бизнес', ['vip', 'Бизнес']],
  [' vip ; two words ;', ['vip', 'two words']],
  ['a\\;b;c\\\\', ['a;b', 'c\\']],
  ['C:\\dir', ['C:\\dir']],
  ['', []],
  [';;', []],
])('the cell %j has the tags %j', (cell, tags) => expect(readTags(cell)).toEqual(tags));

it('tags come back as they were written', () => {
  const tag = string({ unit: constantFrom(';', '\\', ' ', '\n', 'a', 'я'), minLength: 1 });
  const tags = array(tag.filter((text) => text.trim() !== ''));
  assert(
    property(tags, (all) => {
      expect(readTags(writeTags(all))).toEqual(all);
    }),
  );
});
