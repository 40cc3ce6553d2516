import { Terminal } from '@xterm/xterm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setTerminalSettings } from '../../stores/terminal-settings-store.ts';
import { createScreen, type Screen } from './screen.ts';

const PROMPT = '\x1b]133;A\x07$ \x1b]133;B\x07';
const COMMAND = '\x1b]133;C\x07';
const OTHER_BUFFER = '\x1b[?1049h';

let screen: Screen;
let press: (key: string) => void;
let isConnected = true;
let sent = '';
let written = '';

beforeEach(() => {
  const write = Terminal.prototype.write;
  vi.spyOn(Terminal.prototype, 'write').mockImplementation(function (this: Terminal, data, done) {
    written += typeof data === 'string' ? data : new TextDecoder().decode(data);
    write.call(this, data, done);
  });
  isConnected = true;
  sent = '';
  make();
});

afterEach(() => {
  screen.dispose();
  vi.restoreAllMocks();
});

function make(): void {
  const nothing = () => undefined;
  screen = createScreen({
    onInput: (data) => {
      if (isConnected) sent += data;
      return isConnected;
    },
    ...{ onResize: nothing, onWish: nothing, onLargePaste: nothing },
    ...{ onPrompt: nothing, onRunning: nothing, onParsed: nothing },
  });
  screen.load({
    activate(terminal) {
      press = (key) => terminal.input(key);
    },
    dispose: nothing,
  });
}

/** Resolves when the screen has told that all of it is parsed. */
function come(output: string, isPast = false): Promise<void> {
  return new Promise((parsed) =>
    screen.sink.write(new TextEncoder().encode(output), parsed, isPast),
  );
}

function news(): string {
  const all = written;
  written = '';
  return all;
}

/** At a prompt, with a first letter that was echoed. */
async function typing(before = ''): Promise<void> {
  await come(before + PROMPT);
  press('l');
  await come('l');
  news();
}

test('what is typed at a prompt is written before its echo comes, and the echo is told of as parsed', async () => {
  await typing();
  press('s');
  expect(news()).toBe('s');
  const parsed = vi.fn();
  screen.sink.write(new TextEncoder().encode('s'), parsed);
  expect(parsed).toHaveBeenCalledTimes(1);
  expect(news()).toBe('');
  press('x');
  await come('x\r\n');
  expect(news()).toBe('x\r\n');
});

test.each([
  ['while a command runs', PROMPT + COMMAND],
  ['on the screen that a program has to itself', PROMPT + OTHER_BUFFER],
  ['in the middle of a line', `${PROMPT}abc\b\b`],
  ['at the end of the row', `${PROMPT}${'-'.repeat(76)}`],
])('nothing is written ahead %s', async (_, output) => {
  await come(output);
  press('l');
  await come('l');
  news();
  press('s');
  expect(news()).toBe('');
});

test('nothing is written ahead while output is still being written: it may leave no room', async () => {
  await come(PROMPT);
  press('l');
  // Only what comes first after a key is written at once.
  const outputs = [come('.'), come(`${'-'.repeat(76)}l`)];
  news();
  press('s');
  await Promise.all(outputs);
  expect(news()).toBe('');
});

test('nothing is written ahead of what could not be sent', async () => {
  await typing();
  isConnected = false;
  press('s');
  expect(news()).toBe('');
});

test('nothing is written ahead for a screen reader: it is read out as it is written', async () => {
  screen.dispose();
  setTerminalSettings({ screenReader: true });
  make();
  await typing();
  press('s');
  expect(news()).toBe('');
  setTerminalSettings({ screenReader: false });
});

test('what a program asked in the past is not answered again, and what it asks now is', async () => {
  const place = '\x1b[6n';
  const outputs = [come(`ab${place}`, true), come(`cd${place}`), come(place, true)];
  await Promise.all(outputs);
  expect(sent).toBe('\x1b[1;5R');
  press('x');
  expect(sent).toBe('\x1b[1;5Rx');
});
