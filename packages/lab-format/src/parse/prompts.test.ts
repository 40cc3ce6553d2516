import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExchanges } from './prompts.ts';

const shown = (code: string) =>
  readExchanges(code)?.map(({ code, output }) => [code, output] as const) ?? null;

test('a block without prompts is none of its', () => {
  expect(readExchanges('docker ps')).toBeNull();
  expect(readExchanges('echo $HOME')).toBeNull();
  expect(readExchanges('$HOME/bin/run')).toBeNull();
});

test('takes the prompt off, with one blank or more', () => {
  expect(shown('$ docker ps\n$  docker image ls')).toEqual([
    ['docker ps', ''],
    ['docker image ls', ''],
  ]);
});

test('what follows to the next prompt is output, with blank lines and lines that look like prompts', () => {
  expect(
    shown('$ docker run app\n\n> app@1.0.0 start\n> node index.js\n\n>\nup\n$ docker ps\nID'),
  ).toEqual([
    ['docker run app', '> app@1.0.0 start\n> node index.js\n\n>\nup'],
    ['docker ps', 'ID'],
  ]);
});

test('a statement goes on over backslashes, quotes and heredocs, and its output comes after it', () => {
  expect(
    shown('$ docker run \\\n  -d nginx\n0b2ba61\n$ cat << EOF\n$ not a prompt\nEOF\nshown'),
  ).toEqual([
    ['docker run \\\n  -d nginx', '0b2ba61'],
    ['cat << EOF\n$ not a prompt\nEOF', 'shown'],
  ]);
});

test('the second prompt of the shell is taken off when every further line has it', () => {
  expect(shown('$ docker run \\\n> -d \\\n> nginx')).toEqual([['docker run \\\n-d \\\nnginx', '']]);
  expect(shown("$ echo 'a\n> b\nc'")).toEqual([["echo 'a\n> b\nc'", '']]);
});

test('output above the first prompt stays output, and an empty prompt is nothing', () => {
  expect(shown('Welcome!\n$ ls\n$')).toEqual([
    ['', 'Welcome!'],
    ['ls', ''],
  ]);
});

test('a quote that nothing closes ends at the next prompt', () => {
  expect(readExchanges("$ echo 'open\n$ ls")).toMatchObject([
    { code: "echo 'open", output: '', line: 0, complete: false },
    { code: 'ls', output: '', line: 1, complete: true },
  ]);
});

test('whatever a block holds, commands and outputs are taken from it in order', () => {
  const line = fc.constantFrom(
    '$ ls',
    '$ ',
    "$ echo 'a",
    "b'",
    '> c',
    '',
    'out',
    '$ cat <<E',
    'E',
    '$ a \\',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const exchanges = readExchanges(lines.join('\n')) ?? [];
      const starts = exchanges.map((exchange) => exchange.line);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      for (const { code } of exchanges) expect(code).not.toMatch(/^\$/);
    }),
  );
});

test('many quotes that nothing closes are read in time', () => {
  const start = performance.now();
  readExchanges('$ cat << A\n'.repeat(5000));
  expect(performance.now() - start).toBeLessThan(2000);
});
