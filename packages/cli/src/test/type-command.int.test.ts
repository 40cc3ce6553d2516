import { createFakeDriver } from '@drydock/sandbox/fake';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShellTerminal, type ShellTerminal } from './shell-terminal.ts';
import { interrupt, typeCommand } from './type-command.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const driver = createFakeDriver();
const account = { username: 'learner-1', password: 'secret' };
const pace = { server: 600, answer: 0, check: 0, checkBeforeSolution: 0 };
const stopped = new AbortController();
let open: () => Promise<ShellTerminal>;
let opened = 0;

beforeAll(async () => {
  const sandbox = await driver.create({ id: 'typing' });
  open = async () => {
    opened += 1;
    const terminal = await openShellTerminal(sandbox, `T${opened}`, stopped.signal);
    expect(await terminal.settle({ limit: 20_000 })).toBe('free');
    return terminal;
  };
});
afterAll(() => driver.dispose());

async function type(code: string, rest: { mayStay?: boolean; limit?: number } = {}) {
  const terminal = await open();
  const input = 'command' as const;
  const typed = await typeCommand({
    ...{ terminal, code, input, account, pace, mayStay: false },
    ...rest,
  });
  return { ...typed, terminal };
}

test('the exit code, and what was shown', async () => {
  const { outcome, terminal } = await type('echo "one\ntwo"; (exit 3)');
  expect(outcome).toEqual({ type: 'ended', exitCode: 3 });
  expect(terminal.text).toContain('one\r\ntwo\r\n');
});

test('several statements at once: the last one’s exit code, and only when all have ended', async () => {
  const { outcome, terminal } = await type('false\ncat <<E\nhi\nE\nsleep 0.2; (exit 4)');
  expect(outcome).toEqual({ type: 'ended', exitCode: 4 });
  expect(terminal.text).toContain('hi\r\n');
});

test('a question that comes after a long silence is answered', async () => {
  const { outcome, answered } = await type('sleep 1.5; read -p "Password: " p; [ "$p" = secret ]');
  expect(outcome).toEqual({ type: 'ended', exitCode: 0 });
  expect(answered).toEqual(['the password of the hub']);
});

test('a program that asks for ever is left alone', async () => {
  const code = 'while read -p "Go on? [y/N] " a; do :; done';
  const { outcome, answered } = await type(code, { limit: 4000 });
  expect(outcome.type).toBe('late');
  expect(answered.length).toBeLessThan(10);
});

test('a quote that is left open is no command', async () => {
  expect((await type("echo 'it")).outcome).toEqual({ type: 'unfinished' });
});

test('what may go on running does, what may not is waited for', async () => {
  expect((await type('sleep 300', { mayStay: true })).outcome).toEqual({ type: 'stays' });
  expect((await type('sleep 300', { limit: 1500 })).outcome).toEqual({ type: 'late', limit: 1500 });
});

test('Ctrl+C until the prompt is back', async () => {
  const { terminal } = await type('trap "trap - INT" INT; sleep 300; sleep 300', { mayStay: true });
  expect(await interrupt(terminal)).toBe(true);
  expect(terminal.isFree).toBe(true);
});

test('a run that is stopped waits for nothing', async () => {
  const waiting = type('sleep 300');
  setTimeout(() => stopped.abort(new Error('stopped')), 300);
  await expect(waiting).rejects.toThrow('stopped');
});
