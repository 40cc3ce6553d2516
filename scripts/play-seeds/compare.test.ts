import { expect, test } from 'vitest';
import { compare, type ExpectedCommand, type PlayedCommand } from './compare.ts';

function expected(command: string, rest: Partial<ExpectedCommand> = {}): ExpectedCommand {
  return {
    ...{ seed: '9', file: '9.md', kind: 'command', line: 7, source: 'fence', runnable: 'yes' },
    command,
    ...rest,
  };
}

function played(title: string, rest: Partial<PlayedCommand> = {}): PlayedCommand {
  return { title, verdict: 'pass', why: '', seen: [], ...rest };
}

test('each command is found after the one before it, whatever else was played', () => {
  const result = compare(
    [
      expected('docker ps'),
      expected("echo 'a\nb'"),
      expected('docker ps'),
      expected('ls', { kind: 'output' }),
    ],
    [played('docker ps'), played('more'), played("echo 'a ..."), played('docker ps')],
  );
  expect(result).toEqual({ commands: 3, right: { pass: 3 }, wrong: [] });
});

test('what was not played, or came out differently, is told', () => {
  const { right, wrong } = compare(
    [
      expected('docker ps'),
      expected('docker rm x', { expectsFailure: true }),
      expected('python3 app.py', { runnable: 'blocking (server)' }),
      expected('curl localhost', { expectsOutputContains: 'hello' }),
      expected('docker stop y'),
    ],
    [
      played('docker rm x'),
      played('python3 app.py', { verdict: 'needs-person' }),
      played('curl localhost', { seen: ['goodbye'] }),
      played('docker stop y', { verdict: 'failed', why: 'Exit code 1' }),
    ],
  );
  expect(right).toEqual({ 'needs-person': 1 });
  expect(wrong).toEqual([
    'line 7: docker ps: it was not played',
    'line 7: docker rm x: pass instead of expected-failure. ',
    'line 7: curl localhost: “hello” was not seen',
    'line 7: docker stop y: failed instead of pass. Exit code 1',
  ]);
});
