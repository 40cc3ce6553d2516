import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createTypeAhead } from './type-ahead.ts';

afterEach(() => vi.useRealTimers());

/** A screen with a type-ahead that has room, and what was written to it. */
function screen({ room = () => true }: { readonly room?: () => boolean } = {}) {
  let written = '';
  const typeAhead = createTypeAhead({
    hasRoom: room,
    write: (text) => {
      written += text;
      typeAhead.written();
    },
  });
  return {
    type(keys: string) {
      for (const key of keys) typeAhead.sent(key);
    },
    echo(output: string) {
      written += new TextDecoder().decode(typeAhead.take(new TextEncoder().encode(output)));
      typeAhead.written();
    },
    sent: typeAhead.sent,
    forget: typeAhead.forget,
    /** What was written since it was looked at last. */
    news() {
      const news = written;
      written = '';
      return news;
    },
  };
}

function trusted() {
  const own = screen();
  own.type('l');
  own.echo('l');
  expect(own.news()).toBe('l');
  return own;
}

test('the first letter waits for its echo; those after it are shown at once, and not twice', () => {
  const { type, echo, news } = screen();
  type('l');
  expect(news()).toBe('');
  echo('l');
  expect(news()).toBe('l');
  type('s');
  expect(news()).toBe('s');
  echo('s');
  expect(news()).toBe('');
});

test('letters that were typed on a far line before the first echo are shown with it', () => {
  const { type, echo, news } = screen();
  type('git');
  echo('g');
  expect(news()).toBe('git');
  type(' s');
  expect(news()).toBe(' s');
  echo('it s');
  expect(news()).toBe('');
});

test('nothing is shown where nothing is echoed', () => {
  const { type, echo, news } = screen();
  type('secret');
  expect(news()).toBe('');
  echo('\r\nSorry, try again.\r\n');
  expect(news()).toBe('\r\nSorry, try again.\r\n');
});

test('a letter that the shell takes otherwise is taken back', () => {
  const { type, echo, news } = trusted();
  type('abc');
  expect(news()).toBe('abc');
  echo('aB');
  expect(news()).toBe('\b\b\x1b[KB');
  type('d');
  expect(news()).toBe('');
});

test.each([
  ['an arrow', '\x1b[D', '\b'],
  ['Ctrl+U', '\x15', '\x1b[K'],
  ['Enter', '\r', '\r\n$ '],
  ['a letter of two units', '🐳', '🐳'],
  ['a paste', 'two words', 'two words'],
])('after %s a letter waits again: the answer can be anything', (_, key, answer) => {
  const { type, echo, sent, news } = trusted();
  sent(key);
  type('x');
  expect(news()).toBe('');
  echo(`${answer}x`);
  expect(news()).toBe(`${answer}x`);
  type('y');
  expect(news()).toBe('y');
});

test('the echo of a command is none of the password that is typed ahead for it', () => {
  const { type, echo, sent, news } = screen();
  type('su');
  sent('\r');
  type('secret');
  for (const output of ['s', 'u', '\r\n', 'Password: ']) echo(output);
  expect(news()).toBe('su\r\nPassword: ');
});

test('what the shell says of itself ends it', () => {
  const { type, echo, news } = trusted();
  echo('\r\n[1]+ Done\r\n$ l');
  news();
  type('s');
  expect(news()).toBe('');
});

test.each([
  ['a colour', '\x1b[3', '1mred'],
  ['a title', '\x1b]0;日3', '1\x07red'],
])('a letter that may be part of a control sequence is no echo: %s', (_, first, second) => {
  for (let cut = 1; cut < first.length; cut += 1) {
    const { type, echo, news } = screen();
    type('3');
    echo(first.slice(0, cut));
    echo(first.slice(cut));
    type('1');
    expect(news()).toBe(first);
    echo(second);
    expect(news()).toBe(second);
  }
});

test('where there is no room the shell’s echo is awaited', () => {
  let room = false;
  const { type, echo, news } = screen({ room: () => room });
  type('a');
  echo('a');
  type('b');
  expect(news()).toBe('a');
  room = true;
  type('c');
  expect(news()).toBe('bc');
  echo('bc');
  expect(news()).toBe('');
});

test('what is not echoed in time is taken back: it may not have arrived', () => {
  vi.useFakeTimers();
  const { type, news } = trusted();
  type('lost');
  expect(news()).toBe('lost');
  vi.advanceTimersByTime(10_000);
  expect(news()).toBe('\b\b\b\b\x1b[K');
});

test('what is not echoed in time is taken back, however much is typed meanwhile', () => {
  vi.useFakeTimers();
  const { type, news } = trusted();
  for (const key of 'lost') {
    type(key);
    vi.advanceTimersByTime(900);
  }
  expect(news()).toBe('los\b\b\b\x1b[K');
});

test('a slow echo is waited for, as long as it goes on', () => {
  vi.useFakeTimers();
  const { type, echo, news } = trusted();
  type('slow');
  news();
  for (const letter of 'slow') {
    vi.advanceTimersByTime(1_500);
    echo(letter);
  }
  expect(news()).toBe('');
});

test('a new screen begins anew', () => {
  const { type, echo, forget, news } = trusted();
  type('a');
  forget();
  news();
  echo('b');
  expect(news()).toBe('b');
});

/** What is pressed, or how many letters of what the shell says come then. */
const move = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'ab b[31K') },
  fc.constantFrom('\x7f', '\x15', '\r', '\x1b[D', 'é'),
  fc.nat({ max: 4 }),
);

test('in the end the screen is as the shell left it, whatever is typed and however late the answers', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
      const [own, plain] = [display(), display()];
      const typeAhead = createTypeAhead({
        hasRoom: own.hasRoom,
        write: (text) => {
          own.write(text);
          typeAhead.written();
        },
      });
      const shell = lineEditor();
      let onTheWay = shell.prompt;
      for (const each of [...moves, Number.POSITIVE_INFINITY]) {
        if (typeof each === 'string') {
          onTheWay += shell.press(each);
          typeAhead.sent(each);
          continue;
        }
        const come = onTheWay.slice(0, each);
        onTheWay = onTheWay.slice(each);
        if (come === '') continue;
        plain.write(come);
        own.write(new TextDecoder().decode(typeAhead.take(new TextEncoder().encode(come))));
        typeAhead.written();
      }
      expect(own.state()).toEqual(plain.state());
      // Ends its timer.
      typeAhead.forget();
    }),
    { numRuns: 2_000 },
  );
});

const WIDTH = 14;

/** The answers of a shell that edits a line of its own, as readline does, but for letters with dots: it has none. */
function lineEditor() {
  const prompt = '\x1b[31m$\x1b[m ';
  const columns = 2;
  let [before, after] = ['', ''];
  return {
    prompt,
    press(key: string): string {
      if (key === '\r') {
        [before, after] = ['', ''];
        return `\r\nsays\r\n${prompt}`;
      }
      if (key === '\x15') {
        before = '';
        return `\r${prompt}${after}\x1b[K${'\b'.repeat(after.length)}`;
      }
      if (key === '\x1b[D' && before !== '') {
        after = before.slice(-1) + after;
        before = before.slice(0, -1);
        return '\b';
      }
      if (key === '\x7f' && before !== '') {
        before = before.slice(0, -1);
        return `\b${after}\x1b[K${'\b'.repeat(after.length)}`;
      }
      const isLetter = /^[ -~]$/.test(key);
      if (!isLetter || columns + before.length + after.length >= WIDTH - 2) return '\x07';
      before += key;
      return `${key}${after}${'\b'.repeat(after.length)}`;
    },
  };
}

/** As much of a terminal as the editor needs. Sequences may come in pieces. */
function display() {
  const lines = [''];
  let column = 0;
  let sequence = '';
  const line = () => lines.at(-1) ?? '';
  const setLine = (text: string) => lines.splice(-1, 1, text);
  function put(letter: string): void {
    if (sequence !== '' || letter === '\x1b') {
      sequence += letter;
      if (sequence === '\x1b[K') setLine(line().slice(0, column));
      if (sequence.length > 2 && /[@-~]/.test(letter)) sequence = '';
    } else if (letter === '\b') column = Math.max(0, column - 1);
    else if (letter === '\r') column = 0;
    else if (letter === '\n') lines.push('');
    else if (letter !== '\x07') {
      setLine(line().slice(0, column) + letter + line().slice(column + 1));
      column += 1;
    }
  }
  return {
    write: (text: string) => [...text].forEach(put),
    hasRoom: (columns: number) => line().slice(column) === '' && column + columns < WIDTH,
    state: () => ({ lines, column, sequence }),
  };
}
