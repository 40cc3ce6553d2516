import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { isPromptAbove, readAnglePrompt, readPrompt } from './prompt-forms.ts';

const shown = (line: string) => {
  const prompt = readPrompt(line);
  return prompt && [prompt.kind, prompt.typed];
};

describe('is a prompt', () => {
  test.each([
    ['$ docker ps', 'own', 'docker ps'],
    ['$    docker ps', 'own', 'docker ps'],
    ['$docker ps', 'own', 'docker ps'],
    ['$', 'own', ''],
    ['# docker image ls', 'root', 'docker image ls'],
    ['# apt-get install -y jq', 'root', 'apt-get install -y jq'],
    ['# export COLOUR=red', 'root', 'export COLOUR=red'],
    ['/ # ls /data', 'container', 'ls /data'],
    ['/srv/app # cat a.txt', 'container', 'cat a.txt'],
    ['~ # id', 'container', 'id'],
    ['sh-5.1# id', 'container', 'id'],
    ['bash-5.2$ pwd', 'foreign', 'pwd'],
    ['root@1f2e3d4c5b6a:/srv# ps aux', 'container', 'ps aux'],
    // 004:2209
    ['root@1f2e3d4c5b6a:/srv# # ps aux', 'container', 'ps aux'],
    // 004:2155
    ['root@1f2e3d4c5b6a:/srv#', 'container', ''],
    ['mia@laptop:~/lab$ docker ps', 'foreign', 'docker ps'],
    ['[root@web ~]# docker ps', 'foreign', 'docker ps'],
    ['mia@mac lab % docker ps', 'foreign', 'docker ps'],
    ['pi@raspberrypi:~ $ docker ps', 'foreign', 'docker ps'],
    ['(venv) mia@laptop:~$ pip list', 'foreign', 'pip list'],
    // 001:46
    ['macbook:lab mia$ docker ps', 'foreign', 'docker ps'],
    // 004:2286
    ['shared-data mia$ cat notes.txt', 'foreign', 'cat notes.txt'],
    ['❯ docker ps', 'foreign', 'docker ps'],
    ['% docker ps', 'foreign', 'docker ps'],
    ['➜  lab git:(main) ✗ docker ps', 'foreign', 'docker ps'],
    ['PS> docker ps', 'foreign', 'docker ps'],
    ['~/app$ docker ps', 'foreign', 'docker ps'],
    ['ubuntu $ docker ps', 'foreign', 'docker ps'],
    ['ec2-user:~/environment $ docker ps', 'foreign', 'docker ps'],
    ['mia@mac:~/lab (main)$ docker ps', 'foreign', 'docker ps'],
    ['mia@mac ~/lab [main] $ docker ps', 'foreign', 'docker ps'],
    ['$> docker ps', 'foreign', 'docker ps'],
    ['→ docker ps', 'foreign', 'docker ps'],
    ['└─$ docker ps', 'foreign', 'docker ps'],
    ['PS C:\\Users\\mia> docker ps', 'foreign', 'docker ps'],
    ['C:\\lab>docker ps', 'foreign', 'docker ps'],
    ['[node1] (local) root@192.168.0.8 ~$ docker ps', 'foreign', 'docker ps'],
  ])('%s', (line, kind, typed) => {
    expect(shown(line)).toEqual([kind, typed]);
  });
});

describe('is none', () => {
  test.each([
    '$HOME/bin/run',
    'echo 5 $ docker ps',
    'it is 5 $ for all',
    'web   0.00 % of 2',
    '$5 each',
    '# find the container and stop it',
    '# Build the image',
    '# docker run starts a container',
    '# <CONTAINER ID> を指定する',
    '# make sure that it runs',
    '> node server.js',
    'The price is 20$ now',
    'costs 5$ docker',
    'hello@example.org',
    'docker ps',
    'CONTAINER ID   IMAGE',
    '% Total    % Received',
    '%cd app',
    '/ is the root',
    '',
  ])('%s', (line) => {
    expect(shown(line)).toBeNull();
  });
});

test('`> ` is a prompt only before a command that is known', () => {
  expect(readAnglePrompt('> docker ps')?.typed).toBe('docker ps');
  expect(readAnglePrompt('> hello@1.0.0 start')).toBeNull();
});

test('the upper one of two lines of a prompt', () => {
  expect(isPromptAbove('[node2] (local) root@192.168.0.17 ~')).toBe(true);
  expect(isPromptAbove('[node2] is ready')).toBe(false);
});

test('a line of any length is looked at in time', () => {
  const start = cpuTime();
  for (const piece of ['a', 'a@b', 'a:', '/a', '[', '$ ', '# ', '. ', 'a b']) {
    readPrompt(piece.repeat(100_000));
    readPrompt(piece.repeat(3_000));
  }
  expect(start()).toBeLessThan(500);
});
