import { describe, expect, test } from 'vitest';
import type { Terminal } from '../driver.ts';
import { watchScreen } from './screen.ts';
import { type Contract, sh, until } from './subject.ts';

const LINES = 400_000;

export function terminalContract({ sandbox }: Contract): void {
  let opened = 0;
  const open = (name?: string): Promise<Terminal> => {
    opened += 1;
    return sandbox().openTerminal({ name: name ?? `T${opened + 100}`, columns: 90, rows: 30 });
  };

  describe('terminals', () => {
    test('echo what is typed and show what it does', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      terminal.write('echo "sum: $((20+22))"\r');
      await screen.expect(/echo "sum: \$\(\(20\+22\)\)"/);
      await screen.expect(/sum: 42\r\n/);
      await terminal.close();
    });

    test('begin with the prompt and nothing that clears the screen', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      await screen.expect(/[#$] $/);
      expect(screen.text()).not.toContain('\u001b[H');
      await terminal.close();
    });

    test('start in the workspace with the environment of the sandbox', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      await sandbox().files.write({ path: 'here.txt', content: 'found\n' });
      terminal.write('cat here.txt; echo "$FROM_SPEC, $TERM."\r');
      await screen.expect(/[\n\r]found\r\nof the spec, xterm-256color\.\r\n/);
      await terminal.close();
    });

    test('carry bytes of every kind', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      terminal.write(new TextEncoder().encode("printf '%s|' 漢字 é 🐳\r"));
      await screen.expect(/[\n\r]漢字\|é\|🐳\|/);
      terminal.write(`sh -c 'echo sle"ep"ing; exec sleep 300'\r`);
      await screen.expect(/\bsleeping\r\n/);
      terminal.write('\u0003');
      // What a tool that multiplexes terminals could take for itself: Ctrl+\ and Ctrl+Z.
      terminal.write(`stty raw -echo; echo re"ad"y; head -c 3 | od -An -tx1; stty sane\r`);
      await screen.expect(/\bready\b/);
      terminal.write('\u001c\u001a\u0001');
      await screen.expect(/1c 1a 01/);
      await terminal.close();
    });

    test('have their size from the start and take a new one', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      terminal.write('stty size\r');
      await screen.expect(/\b30 90\r\n/);
      await terminal.resize(132, 43);
      await until('the new size is seen', async () => {
        terminal.write('stty size\r');
        const [, rows, columns] = await screen.expect(/\b(\d+) (\d+)\r\n/);
        return rows === '43' && columns === '132' ? true : undefined;
      });
      await terminal.close();
    });

    test('tell once when the shell has ended', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      let ends = 0;
      terminal.onExit(() => {
        ends += 1;
      });
      await screen.expect(/[#$] $/);
      terminal.write('exit\r');
      await until('the shell has ended', () => (ends > 0 ? true : undefined));
      await terminal.close();
      expect(ends).toBe(1);
      expect(screen.text()).not.toContain('EOF');
    });

    test('are taken up again by name, with the state of their shell', async () => {
      const first = await open('T7');
      const firstScreen = watchScreen(first);
      first.write('kept=precious; cd /tmp\r');
      await firstScreen.expect(/precious; cd \/tmp\r\n/);
      first.detach();
      const second = await open('T7');
      const secondScreen = watchScreen(second);
      second.write('echo "$kept in $PWD"\r');
      await secondScreen.expect(/precious in \/tmp\r\n/);
      await second.close();
    });

    test('a name that was closed gets a new shell', async () => {
      const first = await open('T8');
      const screen = watchScreen(first);
      first.write('kept=precious\r');
      await screen.expect(/kept=precious\r\n/);
      await first.close();
      await first.close();
      const second = await open('T8');
      const secondScreen = watchScreen(second);
      second.write('echo "<$kept>"\r');
      await secondScreen.expect(/[\n\r]<>\r\n/);
      await second.close();
    });

    test('a paused terminal holds up what runs in it; nothing is lost', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      await sh(sandbox(), 'rm -f flood.done');
      // Quoted apart: the line as typed must not look like the end of the output.
      terminal.write(`seq 1 ${LINES}; touch flood.done; echo all-"done"\r`);
      await screen.expect(/[\n\r]1\r\n2\r\n/);
      terminal.pause();
      const lengths = await stillness(() => screen.text().length);
      expect(lengths.last).toBeLessThan(LINES * 3);
      await expect(sandbox().files.read('flood.done')).rejects.toMatchObject({
        code: 'FILE_NOT_FOUND',
      });
      terminal.resume();
      await screen.expect(/all-done\r\n/);
      const numbers = screen.text().match(/^\d+(?=\r$)/gm) ?? [];
      expect(numbers).toHaveLength(LINES);
      expect(numbers.every((number, index) => Number(number) === index + 1)).toBe(true);
      await terminal.close();
    });

    test('what is typed and not read does not pile up', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      terminal.write('stty raw -echo; echo de"a"f; exec sleep 300\r');
      await screen.expect(/\bdeaf\b/);
      const flood = async () => {
        const text = 'x'.repeat(64 * 1024);
        // On the fake's way there is a program that reads ahead, as much as it has time for: much has to be typed.
        for (let written = 0; written < 512; written++) {
          terminal.write(text);
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      await expect(flood()).rejects.toMatchObject({ code: 'ENGINE_TIMEOUT' });
      await terminal.close();
    });

    test('closing ends what runs', async () => {
      const terminal = await open();
      const screen = watchScreen(terminal);
      await sh(sandbox(), 'rm -f running.pid');
      terminal.write('sh -c \'echo $$ > running.pid; echo st"art"ed; exec sleep 300\'\r');
      await screen.expect(/\bstarted\r\n/);
      const pid = Number(await sh(sandbox(), 'cat running.pid'));
      await terminal.close();
      await until('the process has ended', async () => {
        const state = await sh(sandbox(), `ps -o stat= -p ${pid} || true`);
        return state === '' || state.startsWith('Z') ? true : undefined;
      });
    });

    test('a name that could be a path is refused', async () => {
      await expect(open('../T1')).rejects.toThrow(RangeError);
    });
  });
}

/** Watches a figure until it has not changed for half a second. */
async function stillness(figure: () => number): Promise<{ last: number }> {
  let last = figure();
  let since = Date.now();
  await until('nothing flows any more', () => {
    if (figure() !== last) since = Date.now();
    last = figure();
    return Date.now() - since > 500 ? true : undefined;
  });
  return { last };
}
