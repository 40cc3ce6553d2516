import { expect, test } from 'vitest';
import { readCell } from './notebooks.ts';

const codes = (code: string, language = 'python') =>
  readCell(code, language)?.map(({ code }) => code) ?? null;

test('commands behind `!` and `%cd`, whatever Python stands between them', () => {
  expect(codes('import os\n! docker ps\n!docker pull nginx\n%cd app\nprint(os.getcwd())')).toEqual([
    'docker ps',
    'docker pull nginx',
    'cd app',
  ]);
});

test('a cell that is a script', () => {
  expect(codes('%%bash\n# start\ndocker run \\\n  nginx\ndocker ps')).toEqual([
    'docker run \\\n  nginx',
    'docker ps',
  ]);
});

test('a statement goes on over backslashes', () => {
  expect(codes('! docker run \\\n  -d nginx')).toEqual(['docker run \\\n  -d nginx']);
});

test('Python alone, and other languages, are no cells', () => {
  expect(codes('print(1)')).toBeNull();
  expect(codes('x = 1\nif x != 2: pass')).toBeNull();
  expect(codes('! docker ps', 'js')).toBeNull();
  expect(codes('!important\nthat it is so', '')).toBeNull();
});

test('without a language, all lines must have the mark', () => {
  expect(codes('! docker ps\n! docker images', '')).toEqual(['docker ps', 'docker images']);
  expect(codes('! docker ps\nCONTAINER ID', '')).toBeNull();
});
