import { expect, test } from 'vitest';
import { bundle, parseListing, parseMatches, refusal, writeArguments } from './files.ts';

test('a write names its base and its mode', () => {
  expect(writeArguments({ path: './a/../-rf' })).toEqual(['-rf', 'any', 'keep']);
  expect(writeArguments({ path: 'a', baseVersion: null, executable: true })).toEqual([
    ...['a', 'none', 'set'],
  ]);
  expect(writeArguments({ path: 'a', baseVersion: 'f00', executable: false })).toEqual([
    ...['a', 'f00', 'clear'],
  ]);
});

test('a listing is read to its limit', () => {
  const output = Buffer.from('folder\x000\0a\0file\x0012\0a/b\nc\0file\x001\0d\0');
  expect(parseListing(output, 3)).toEqual({
    truncated: false,
    entries: [
      { kind: 'folder', size: 0, path: 'a' },
      { kind: 'file', size: 12, path: 'a/b\nc' },
      { kind: 'file', size: 1, path: 'd' },
    ],
  });
  expect(parseListing(output, 2)).toMatchObject({ truncated: true, entries: { length: 2 } });
  expect(parseListing(Buffer.alloc(0), 2)).toEqual({ truncated: false, entries: [] });
});

test('a refusal keeps its code, anything else is not taken for one', () => {
  expect(refusal(9, 'FILE_NOT_FOUND\ta is not there.')).toMatchObject({
    code: 'FILE_NOT_FOUND',
    message: 'a is not there.',
  });
  expect(refusal(127, 'no perl')).toMatchObject({ code: 'FILE_NOT_WRITABLE' });
  expect(refusal(9, 'NONSENSE\tx')).toMatchObject({ code: 'FILE_NOT_WRITABLE' });
});

test('several files are told apart by their sizes', () => {
  const bytes = bundle([
    { path: 'a', content: 'x\0y' },
    { path: 'b/c', content: '', baseVersion: null, executable: true },
  ]);
  expect(bytes.toString()).toBe('a\0any\0keep\x003\0x\0yb/c\0none\0set\x000\0');
});

test('matches are read to the word that says whether there are more', () => {
  const output = Buffer.from('a b\x003\0x\xe9y\0a/c\x001\0\0more', 'latin1');
  expect(parseMatches(output)).toEqual({
    truncated: true,
    matches: [
      { path: 'a b', line: 3, text: 'x\ufffdy' },
      { path: 'a/c', line: 1, text: '' },
    ],
  });
  const cut = Buffer.from('f\x001\0\xbcrest of a letter\0all', 'latin1');
  expect(parseMatches(cut)).toEqual({
    truncated: false,
    matches: [{ path: 'f', line: 1, text: 'rest of a letter' }],
  });
  expect(parseMatches(Buffer.from('all'))).toEqual({ truncated: false, matches: [] });
  expect(parseMatches(Buffer.from('f\x001\0broken off'))).toMatchObject({ truncated: true });
});
