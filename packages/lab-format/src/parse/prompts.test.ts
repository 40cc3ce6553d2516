import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
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
  const start = cpuTime();
  readExchanges('$ cat << A\n'.repeat(5000));
  expect(start()).toBeLessThan(2000);
});

const commented = (code: string) =>
  readExchanges(code)?.map(({ comment, code, output }) => [comment, code, output]) ?? null;

test('comments belong to the command below them', () => {
  expect(commented('# all\n$ docker ps -a\n\n# one\n$ docker logs a\nline\n# two\n$ ls')).toEqual([
    ['all', '', ''],
    ['', 'docker ps -a', ''],
    ['one', 'docker logs a', 'line'],
    ['two', 'ls', ''],
  ]);
});

test('what a file holds stays output, though it looks like comments', () => {
  expect(commented('$ cat a\n# one\nFROM b\n# two\n$ ls\na\n# end')).toEqual([
    ['', 'cat a', '# one\nFROM b\n# two'],
    ['', 'ls', 'a\n# end'],
  ]);
});

test('commands above the prompt of a container have none, nor those behind exit', () => {
  expect(shown('mkdir data\ndocker run -it a sh\n/ # ls\nbin\n/ # exit\ncat data/x')).toEqual([
    ['mkdir data', ''],
    ['docker run -it a sh', ''],
    ['ls', 'bin'],
    ['exit', ''],
    ['cat data/x', ''],
  ]);
});

test('below a command without a prompt, dollars are what it printed', () => {
  expect(shown('docker logs -f web\n$ nodemon index.js\nstarting')).toBeNull();
});

test('`> ` is the prompt of a block that starts with it', () => {
  expect(shown('> docker ps\nID\n> docker images')).toEqual([
    ['docker ps', 'ID'],
    ['docker images', ''],
  ]);
  expect(shown('# up\n> npm start\n> web@1.0.0 start\n> node .\nup')).toEqual([
    ['', ''],
    ['npm start', '> web@1.0.0 start\n> node .\nup'],
  ]);
});

test('the further lines of a statement may each be behind `> `', () => {
  expect(
    shown("$ cat > a <<'EOF'\n> one\n> > two\n> EOF\n$ for i in 1; do\n> echo $i\n> done\n1"),
  ).toEqual([
    ["cat > a <<'EOF'\none\n> two\nEOF", ''],
    ['for i in 1; do\necho $i\ndone', '1'],
  ]);
  expect(readExchanges('$ cat <<A\n> x\n> A')?.[0]?.complete).toBe(true);
  expect(shown('$ npm start\n> web@1.0.0 start\n> node .')).toEqual([
    ['npm start', '> web@1.0.0 start\n> node .'],
  ]);
});

test('a prompt of two lines is one', () => {
  expect(
    shown('[node2] (local) root@192.168.0.17 ~\n$ ssh a\n[node1] (local) root@a ~\n$'),
  ).toEqual([['ssh a', '']]);
});

test('a comment that begins like a command stays one where it stands above a command', () => {
  expect(shown('# docker run options\ndocker run -d nginx')).toBeNull();
  expect(shown('docker ps\n# docker images')).toBeNull();
  expect(shown('# liste des conteneurs\ndocker ps\n\n# docker rm web')).toBeNull();
  expect(commented('$ ls\n# docker run options\n$ docker run -d nginx')).toEqual([
    ['', 'ls', ''],
    ['docker run options', 'docker run -d nginx', ''],
  ]);
  expect(shown('$ sudo -i\n# docker ps\nID\n# exit')).toEqual([
    ['sudo -i', ''],
    ['docker ps', 'ID'],
    ['exit', ''],
  ]);
});
