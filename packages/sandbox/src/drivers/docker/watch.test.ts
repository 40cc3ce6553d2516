import { expect, test } from 'vitest';
import type { FileChange } from '../../driver.ts';
import { createChangeReader } from './watch.ts';

test('fields become changes, batch by batch', () => {
  const batches: (readonly FileChange[])[] = [];
  const read = createChangeReader((changes) => batches.push(changes));
  for (const field of ['', 'a', 'v1', '0', 'b\nc', '-', '1', '', 'd', '-', '1']) read(field);
  expect(batches).toEqual([
    [],
    [
      { path: 'a', version: 'v1', structural: false },
      { path: 'b\nc', version: null, structural: true },
    ],
  ]);
});

test('a name that is no text is left out', () => {
  const batches: (readonly FileChange[])[] = [];
  const read = createChangeReader((changes) => batches.push(changes));
  for (const field of ['\ufffd', '-', '1', '']) read(field);
  expect(batches).toEqual([[]]);
});
