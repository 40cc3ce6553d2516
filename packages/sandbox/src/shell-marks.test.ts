import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createShellMarkReader, type ShellEvent } from './shell-marks.ts';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
/** Output in one piece, whatever the chunks were. */
function shown(
  events: readonly ShellEvent[],
): (string | Exclude<ShellEvent, { type: 'output' }>)[] {
  const all: (string | Exclude<ShellEvent, { type: 'output' }>)[] = [];
  for (const event of events) {
    const last = all.at(-1);
    if (event.type !== 'output') all.push(event);
    else if (typeof last === 'string') all[all.length - 1] = last + latin1(event.bytes);
    else all.push(latin1(event.bytes));
  }
  return all;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function read(text: string, cuts: readonly number[] = []): ReturnType<typeof shown> {
  const reader = createShellMarkReader();
  const bytes = bytesOf(text);
  const edges = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  const chunks = [0, ...edges].map((from, index) => bytes.subarray(from, edges[index]));
  return shown(chunks.flatMap(reader));
}

test('a command between two prompts', () => {
  const text =
    '\x1b]133;D;0\x07\x1b]133;A\x07# \x1b]133;B\x07false\r\n\x1b]133;C\x07\x1b]133;D;1\x1b\\';
  expect(read(text)).toEqual([
    { type: 'ended', exitCode: 0 },
    { type: 'prompt' },
    '# ',
    { type: 'ready' },
    'false\r\n',
    { type: 'command' },
    { type: 'ended', exitCode: 1 },
  ]);
});

test('what is no mark of ours is output as it is', () => {
  for (const text of [
    '\x1b]0;a title\x07',
    '\x1b]133;Z\x07',
    '\x1b]133;A\x1b[31mred',
    `\x1b]133;${'x'.repeat(100)}\x07`,
    '\x1b\x1b[0m',
  ]) {
    expect(read(text)).toEqual([text]);
  }
});

test('an end without a readable exit code, and with more to say', () => {
  expect(read('\x1b]133;D\x07\x1b]133;D;0;aid=17\x07\x1b]133;D;x\x07')).toEqual([
    { type: 'ended', exitCode: undefined },
    { type: 'ended', exitCode: 0 },
    { type: 'ended', exitCode: undefined },
  ]);
});

const piece = fc.oneof(
  fc.constantFrom('\x1b]133;A\x07', '\x1b]133;B\x1b\\', '\x1b]133;C\x07', '\x1b]133;D;130\x07'),
  fc.constantFrom('\x1b', '\x1b]', '\x1b]133;', '\x07', '\x1b\\', '\x1b[0m'),
  fc.uint8Array({ maxLength: 20 }).map(latin1),
);
const stream = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test('where chunks are cut makes no difference', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { maxLength: 40 }), (text, cuts) => {
      // A letter at the end: what was held back as the beginning of a mark comes out.
      expect(read(`${text}.`, cuts)).toEqual(read(`${text}.`));
    }),
  );
});

test('nothing is lost, and at most some bytes are held back', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
      const reader = createShellMarkReader();
      const given = chunks.map(latin1).join('');
      fc.pre(!given.includes('\x1b]133;'));
      const out = shown(chunks.flatMap(reader)).join('');
      expect(given.startsWith(out)).toBe(true);
      expect(given.length - out.length).toBeLessThan(64);
    }),
  );
});

test('a long run of beginnings is read in one pass', () => {
  const text = '\x1b]133;'.repeat(20_000) + 'x'.repeat(64);
  const started = performance.now();
  expect(read(text).join('') === text).toBe(true);
  expect(performance.now() - started).toBeLessThan(5000);
});
