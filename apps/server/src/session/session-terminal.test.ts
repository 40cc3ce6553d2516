import { OUTPUT_WINDOW_BYTES } from '@drydock/protocol';
import type { Terminal } from '@drydock/sandbox';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutputBudget } from './output-budget.ts';
import { OUTPUT_LOG_BYTES } from './output-log.ts';
import { SessionTerminal } from './session-terminal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function bench(position = 0, printed?: Uint8Array) {
  let produce: (bytes: Uint8Array) => void = () => undefined;
  const state = { paused: false };
  const typed: unknown[] = [];
  const terminal: Terminal = {
    name: 'T1',
    onData: (listener) => {
      produce = listener;
      return () => undefined;
    },
    onExit: () => () => undefined,
    write: (data) => typed.push(data),
    resize: async () => undefined,
    pause: () => {
      state.paused = true;
    },
    resume: () => {
      state.paused = false;
    },
    detach: () => undefined,
    close: async () => undefined,
  };
  const subject = new SessionTerminal({
    ...{ terminal, position, budget: new OutputBudget() },
    ...(printed && { printed }),
    onExit: () => undefined,
  });
  return { subject, state, typed, produce: (bytes: number) => produce(new Uint8Array(bytes)) };
}

function collect(subject: SessionTerminal, position: number) {
  const seen = { bytes: 0, first: undefined as number | undefined, end: position };
  const reader = subject.attach(position, ({ position: at, bytes }) => {
    seen.first ??= at;
    seen.bytes += bytes.length;
    seen.end = at + bytes.length;
  });
  return { reader, seen };
}

test('a page gets what it is missing, and then what comes', () => {
  const { subject, produce } = bench();
  produce(100);
  const { seen } = collect(subject, 40);
  expect(seen).toEqual({ first: 40, bytes: 60, end: 100 });
  produce(5);
  expect(seen.end).toBe(105);
});

test('what any page was sent is known, and what nobody was sent is not counted', () => {
  const { subject, produce } = bench(1000);
  produce(10);
  expect(subject.sent).toBe(1000);
  const { reader } = collect(subject, 1000);
  expect(subject.sent).toBe(1010);
  reader.release();
  produce(5);
  expect(subject.sent).toBe(1010);
  collect(subject, 1000);
  expect(subject.sent).toBe(1015);
});

test('a page that was away too long jumps to the oldest byte', () => {
  const { subject, produce } = bench();
  produce(OUTPUT_LOG_BYTES + 500);
  const { seen, reader } = collect(subject, 10);
  expect(seen.first).toBe(500);
  expect(reader.next).toBe(500 + OUTPUT_WINDOW_BYTES);
});

test('a position from before this terminal or from beyond it begins with the oldest byte', () => {
  const { subject, produce } = bench(1000);
  produce(10);
  expect(collect(subject, 0).seen.first).toBe(1000);
  expect(collect(subject, 5000).seen.first).toBe(1000);
});

test('never more than a window is under way, and the engine waits', () => {
  const { subject, state, produce } = bench();
  const { seen, reader } = collect(subject, 0);
  produce(OUTPUT_WINDOW_BYTES + 1000);
  expect(seen.end).toBe(OUTPUT_WINDOW_BYTES);
  expect(state.paused).toBe(true);
  reader.acknowledge(OUTPUT_WINDOW_BYTES);
  expect(seen.end).toBe(OUTPUT_WINDOW_BYTES + 1000);
  expect(state.paused).toBe(false);
});

test('Ctrl+C lets through what is held back, other keys do not', () => {
  const { subject, state, typed, produce } = bench();
  produce(20_000_000);
  expect(state.paused).toBe(true);
  subject.write('c');
  expect(state.paused).toBe(true);
  subject.write('\x03');
  expect(state.paused).toBe(false);
  expect(typed).toEqual(['c', '\x03']);
  produce(500_000);
  expect(state.paused).toBe(false);
  produce(2_000_000);
  expect(state.paused).toBe(true);
});

test('an acknowledgement of what was never sent opens no window', () => {
  const { subject, produce } = bench();
  const { seen, reader } = collect(subject, 0);
  produce(OUTPUT_WINDOW_BYTES * 2);
  reader.acknowledge(Number.MAX_SAFE_INTEGER);
  expect(seen.end).toBe(OUTPUT_WINDOW_BYTES * 2);
  produce(OUTPUT_WINDOW_BYTES * 2);
  expect(seen.end).toBe(OUTPUT_WINDOW_BYTES * 2);
});

test('a frozen page holds up the others for a while only, and catches up later without a gap', () => {
  const { subject, state, produce } = bench();
  const quick = collect(subject, 0);
  const frozen = collect(subject, 0);
  produce(OUTPUT_WINDOW_BYTES + 1);
  quick.reader.acknowledge(quick.seen.end);
  expect(state.paused).toBe(true);
  vi.advanceTimersByTime(6000);
  expect(state.paused).toBe(false);
  produce(1000);
  expect(quick.seen.end).toBe(OUTPUT_WINDOW_BYTES + 1001);
  frozen.reader.acknowledge(frozen.seen.end);
  expect(frozen.seen.bytes).toBe(OUTPUT_WINDOW_BYTES + 1001);
});

test('when the last page leaves the engine goes on', () => {
  const { subject, state, produce } = bench();
  const { reader } = collect(subject, 0);
  produce(OUTPUT_WINDOW_BYTES + 1);
  reader.release();
  reader.release();
  expect(state.paused).toBe(false);
});

test('one that prints without end is held to the rate, and keys still go to it', () => {
  const { subject, state, typed, produce } = bench();
  const { reader, seen } = collect(subject, 0);
  let produced = 0;
  for (let second = 0; second < 20; second += 1) {
    for (let tenth = 0; tenth < 10; tenth += 1) {
      while (!state.paused) {
        produce(64 * 1024);
        produced += 64 * 1024;
        reader.acknowledge(seen.end);
      }
      subject.write('\u0003');
      vi.advanceTimersByTime(100);
    }
  }
  const mebibytes = produced / 1024 ** 2;
  expect(mebibytes).toBeGreaterThan(8 + 15 * 4);
  expect(mebibytes).toBeLessThan(8 + 21 * 4);
  expect(typed).toHaveLength(200);
});

test('output that is held and unread stays held until both allow it', () => {
  const { subject, state, produce } = bench();
  const { reader } = collect(subject, 0);
  produce(9 * 1024 * 1024);
  expect(state.paused).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(state.paused).toBe(true);
  for (let piece = 0; piece < 30; piece += 1) reader.acknowledge(Number.MAX_SAFE_INTEGER);
  expect(state.paused).toBe(false);
});

test('what was printed before is there from the first byte on', () => {
  const { subject, produce } = bench(0, new Uint8Array(50));
  produce(5);
  expect(collect(subject, 0).seen).toEqual({ first: 0, bytes: 55, end: 55 });
});

test('it is seen once a page has parsed what it was sent, and not by an acknowledgement of nothing', async () => {
  const { subject, produce } = bench(100);
  let isSeen = false;
  void subject.seen.then(() => {
    isSeen = true;
  });
  const { reader } = collect(subject, 100);
  reader.acknowledge(100);
  reader.acknowledge(999);
  await vi.advanceTimersByTimeAsync(0);
  expect(isSeen).toBe(false);
  produce(20);
  reader.acknowledge(120);
  await vi.advanceTimersByTimeAsync(0);
  expect(isSeen).toBe(true);
});
