import { expect, test } from 'vitest';
import { searchLabs } from './search-labs.ts';

const LABS = [
  { title: 'Build and ship', description: 'A Flask app as an image.', tags: ['dockerfile'] },
  { title: 'Two services', description: 'With Compose.', tags: ['redis', 'networks'] },
  { title: 'イメージをビルドする', description: 'Café と Docker。' },
];

test.each([
  ['', [0, 1, 2]],
  ['   ', [0, 1, 2]],
  ['BUILD', [0]],
  ['flask ship', [0]],
  ['redis', [1]],
  ['red serv', [1]],
  ['flask redis', []],
  ['ｄｏｃｋｅｒ', [0, 2]],
  ['cafe', [2]],
  ['ビルド', [2]],
  ['[', []],
])('%j finds %j', (text, found) => {
  expect(searchLabs(LABS, text)).toEqual(found.map((index) => LABS[index]));
});
