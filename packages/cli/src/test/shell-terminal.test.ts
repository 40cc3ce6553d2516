import type { Sandbox, Terminal } from '@drydock/sandbox';
import { expect, test } from 'vitest';
import { openShellTerminal } from './shell-terminal.ts';

const PROMPT = '\x1b]133;A\x07# \x1b]133;B\x07';
const BEGUN = '\x1b]133;C\x07';
const ended = (code: number) => `\x1b]133;D;${code}\x07`;

test('a prompt that is drawn again ends no command', async () => {
  const { terminal, print } = await opened();
  print(`${ended(0)}${PROMPT}`);
  expect(terminal.isFree).toBe(true);
  terminal.type('(exit 3)\r');
  print(PROMPT);
  expect(terminal.isFree).toBe(false);
  print(`${BEGUN}${ended(3)}${PROMPT}`);
  expect(terminal.isFree).toBe(true);
  expect(terminal.exitCode).toBe(3);
});

async function opened() {
  let print = (_: string) => {};
  const pty: Pick<Terminal, 'name' | 'onData' | 'onExit' | 'write'> = {
    name: 'T1',
    onData(listener) {
      print = (text) => listener(new TextEncoder().encode(text));
      return () => undefined;
    },
    onExit: () => () => undefined,
    write: () => undefined,
  };
  const sandbox = { openTerminal: async () => pty } as unknown as Sandbox;
  const terminal = await openShellTerminal(sandbox, 'T1', new AbortController().signal);
  return { terminal, print: (text: string) => print(text) };
}
