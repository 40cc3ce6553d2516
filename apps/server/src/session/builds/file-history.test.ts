import { expect, test } from 'vitest';
import { FileHistory } from './file-history.ts';

const change = (path: string, version: string | null) => ({ path, version, structural: false });

test('a file counts that is another at the end than at the beginning, with its last moment', () => {
  const files = new FileHistory();
  files.note([change('a', '1'), change('b', '1'), change('c', '1')], 10);
  files.note([change('a', '2')], 20);
  files.note([change('a', '3'), change('b', '2')], 30);
  files.note([change('b', '1')], 40);
  files.note([change('d', '1')], 60);
  expect(files.changedBetween(10, 50)).toEqual([{ path: 'a', at: 30 }]);
  expect(files.changedBetween(0, 25)).toEqual([
    { path: 'a', at: 20 },
    { path: 'b', at: 10 },
    { path: 'c', at: 10 },
  ]);
  expect(files.changedBetween(60, 70)).toEqual([]);
});

test('a file that was removed has changed; the folder of a new one has not, and the same told twice is once', () => {
  const files = new FileHistory();
  files.note([change('gone', null), change('src', null), change('src/a', '1')], 10);
  files.note([change('src/a', '1')], 20);
  expect(files.changedBetween(0, 30)).toEqual([
    { path: 'gone', at: 10 },
    { path: 'src/a', at: 10 },
  ]);
});

test('of many files those that changed last are kept', () => {
  const files = new FileHistory();
  files.note(
    Array.from({ length: 5001 }, (_, n) => change(`f${n}`, '1')),
    10,
  );
  const kept = files.changedBetween(0, 20).map(({ path }) => path);
  expect(kept).toHaveLength(5000);
  expect(kept).not.toContain('f0');
});
