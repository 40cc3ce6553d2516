import { expect, test } from 'vitest';
import { readUnprompted } from './unprompted.ts';

const read = (code: string, only: 'known' | 'possible' = 'possible') =>
  readUnprompted(code, { comments: 'apart', only }).map(({ comment, code, output }) => {
    if (code !== '') return comment === '' ? code : `(${comment}) ${code}`;
    return output === '' ? `(${comment})` : { output };
  });

test('each statement by itself, comments apart', () => {
  expect(read('# first\n# of all\ndocker pull nginx\n\nmytool --up\n./run.sh\n# done')).toEqual([
    '(first\nof all) docker pull nginx',
    'mytool --up',
    './run.sh',
    '(done)',
  ]);
});

test('comments can stay with the statement below them', () => {
  const pieces = readUnprompted('# why\ndocker ps', { comments: 'with', only: 'possible' });
  expect(pieces).toMatchObject([{ code: '# why\ndocker ps', comment: '', line: 0 }]);
});

test.each([
  ['docker stop web', 'web'],
  ['docker run alpine echo "hello"', 'hello'],
  ['whoami', 'root'],
  ['cd app && pwd', '/srv/a'],
  ['docker exec web env', 'PATH=/usr/bin\nHOME=/root'],
])('%s prints %s', (command, output) => {
  expect(read(`${command}\n${output}`)).toEqual([command, { output }]);
  expect(read(`${command}\n\nmytool\n./run.sh`)).toEqual([command, 'mytool', './run.sh']);
});

test('what was printed stands below its command, up to the next one that is known', () => {
  expect(
    read('docker version\n\nClient:\n Version: 28\n\ndocker ps\nCONTAINER ID   IMAGE'),
  ).toEqual([
    'docker version',
    { output: 'Client:\n Version: 28' },
    'docker ps',
    { output: 'CONTAINER ID   IMAGE' },
  ]);
});

test.each([
  'docker run [OPTIONS] IMAGE [COMMAND] [ARG...]',
  'docker exec [OPTIONS] CONTAINER COMMAND',
  'docker rm CONTAINER [CONTAINER...]',
  'total 56\ndrwxr-xr-x    2 root     root          4096 Jan 26 17:53 bin',
  '-rw-r--r-- 1 mia mia 12 Jan 1 10:00 a.txt',
  'docker ps — lists the containers',
  'docker run alpine   →   a new container',
  'web_1  | started',
  'app.py\nrequirements.txt',
  'from flask import Flask\napp = Flask(__name__)',
  // 004:2012
  'Step 3/9 : RUN make\n ---> Using cache',
  // 004:2080
  'Saying Hello again!...',
  'REPOSITORY   TAG   IMAGE ID',
  'mount: /mnt: permission denied.',
  'docker: Error response from daemon: no.',
  'top - 10:11:12 up 3 days',
  '[+] Building 2.0s (7/7) FINISHED',
  '{"ok": true}',
  '172.17.0.1 - - [01/Jan/2026] "GET /"',
  '0b2ba61df37fb4038d9ae5d145740c63c2c211ae2729fc27dc01b82b5aaafa26',
  'hello world!',
  'It works.',
])('%s is output alone', (code) => {
  expect(read(code)).toEqual([{ output: code }]);
});

test.each([
  'A=1 B="two words" mytool',
  'cd a && pwd',
  'mytool | grep a',
  'mytool app.py',
  'FOO=bar',
  'if true; then\n  ls\nfi',
  '(cd app && make)',
  '[ -f a ] && rm a',
  '/usr/local/bin/tool --x',
  '~/bin/tool',
  '. ./env.sh',
  '$EDITOR file',
])('%s is a command', (code) => {
  expect(read(code)).toEqual([code]);
});

test('without a word of the fence, only commands that are known by their names', () => {
  expect(read('mytool --up', 'known')).toEqual([{ output: 'mytool --up' }]);
  expect(read('docker ps', 'known')).toEqual(['docker ps']);
  // 003:710
  expect(read('/bin/sh -c "cd /srv && ./start"', 'known')).toHaveLength(1);
  expect(read('/bin/sh -c "cd /srv && ./start"', 'known')[0]).toHaveProperty('output');
});

test('a statement that is never closed is said to be incomplete', () => {
  expect(readUnprompted("echo 'a", { comments: 'apart', only: 'possible' })[0]?.complete).toBe(
    false,
  );
});
