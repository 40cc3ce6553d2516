import { describe, expect, test } from 'vitest';
import type { Sandbox, Terminal } from '../driver.ts';
import { createShellMarkReader, type ShellEvent } from '../shell-marks.ts';
import { type Contract, until } from './subject.ts';

/** What a terminal's shell says of its commands, for whoever waits for a free prompt. */
export function shellContract({ sandbox }: Contract): void {
  describe('shell marks', () => {
    test('a command begins and ends, with its exit code', async () => {
      const shell = await openShell(sandbox());
      expect(await shell.type('(exit 3)')).toBe(3);
      expect(await shell.type('true')).toBe(0);
      await shell.close();
    });

    test('they stay when the learner sets a prompt and a PROMPT_COMMAND', async () => {
      const shell = await openShell(sandbox());
      await shell.type("PS1='> '");
      await shell.type("PROMPT_COMMAND='echo between'");
      expect(await shell.type('(exit 4)')).toBe(4);
      await shell.close();
    });

    test('an interrupted command has ended', async () => {
      const shell = await openShell(sandbox());
      const ended = shell.type('sleep 300');
      await until('it runs', () => shell.last('command'));
      shell.terminal.write('\x03');
      expect(await ended).toBe(130);
      await shell.close();
    });
  });
}

let opened = 0;

async function openShell(sandbox: Sandbox) {
  opened += 1;
  const terminal: Terminal = await sandbox.openTerminal({
    name: `T${900 + opened}`,
    columns: 80,
    rows: 24,
  });
  const read = createShellMarkReader();
  let events: ShellEvent[] = [];
  terminal.onData((bytes) => {
    events.push(...read(bytes));
  });
  const last = (type: ShellEvent['type']) => events.findLast((event) => event.type === type);
  await until('the first prompt', () => last('ready'));
  return {
    terminal,
    last,
    /** Types a line; its exit code, when the next prompt waits. */
    async type(line: string): Promise<number | undefined> {
      events = [];
      terminal.write(`${line}\r`);
      await until(`a prompt after ${line}`, () => last('ready'));
      const ended = last('ended');
      return ended?.type === 'ended' ? ended.exitCode : undefined;
    },
    close: () => terminal.close(),
  };
}
