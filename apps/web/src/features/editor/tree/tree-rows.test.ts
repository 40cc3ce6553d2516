import type { FileEntry } from '@drydock/protocol';
import { expect, test } from 'vitest';
import { languageOf } from '../language.ts';
import { treeRows } from './tree-rows.ts';

const ENTRIES: FileEntry[] = [
  { path: 'app.py', kind: 'file', size: 1 },
  { path: 'src', kind: 'folder', size: 0 },
  { path: 'src/file10.js', kind: 'file', size: 1 },
  { path: 'src/file9.js', kind: 'file', size: 1 },
  { path: 'src/lib', kind: 'folder', size: 0 },
  { path: 'src/lib/a.js', kind: 'file', size: 1 },
  { path: 'Dockerfile', kind: 'file', size: 1 },
];

test('folders come first, names in the order that people count in', () => {
  const rows = treeRows(ENTRIES, new Set());
  expect(rows.map(({ depth, name }) => `${depth} ${name}`)).toEqual([
    '0 src',
    '1 lib',
    '2 a.js',
    '1 file9.js',
    '1 file10.js',
    '0 app.py',
    '0 Dockerfile',
  ]);
  expect(rows.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
    ...['1/3', '1/3', '1/1', '2/3', '3/3', '2/3', '3/3'],
  ]);
});

test('what is in a closed folder is not shown', () => {
  const rows = treeRows(ENTRIES, new Set(['src']));
  expect(rows.map(({ path }) => path)).toEqual(['src', 'app.py', 'Dockerfile']);
});

test.each([
  ['Dockerfile', 'dockerfile'],
  ['docker/Dockerfile.dev', 'dockerfile'],
  ['web.Dockerfile', 'dockerfile'],
  ['app.py', 'python'],
  ['package.json', 'json'],
  ['compose.yaml', 'yaml'],
  ['entry.sh', 'shell'],
  ['README.md', 'markdown'],
  ['index.js', 'javascript'],
  ['src/app.tsx', 'typescript'],
  ['.env', 'ini'],
  ['.bashrc', 'shell'],
  ['notes', 'plaintext'],
])('%s is %s', (path, language) => expect(languageOf(path)).toBe(language));
