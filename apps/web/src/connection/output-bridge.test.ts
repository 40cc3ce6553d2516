import { ACKNOWLEDGE_EVERY_BYTES } from '@drydock/protocol/limits';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createOutputBridge, type OutputBridge } from './output-bridge.ts';

const acknowledge = vi.fn();
let bridge: OutputBridge;

beforeEach(() => {
  acknowledge.mockReset();
  bridge = createOutputBridge(acknowledge);
});

describe('a terminal with a screen', () => {
  test('draws frames in order, each byte once', () => {
    const screen = attach('T1');
    receive('T1', 0, 'hello ');
    receive('T1', 6, 'world');
    receive('T1', 3, 'lo world'); // All of it is there already.
    receive('T1', 6, 'world!'); // One byte of it is news.
    expect(screen.drawn()).toBe('hello world!');
    expect(bridge.positions()).toEqual([{ terminal: 'T1', position: 12 }]);
  });

  test('begins on an empty screen after a gap', () => {
    const screen = attach('T1');
    receive('T1', 0, 'old');
    receive('T1', 1000, 'new');
    expect(screen.drawn()).toBe('new');
    expect(screen.reset).toHaveBeenCalledTimes(1);
    expect(bridge.positions()).toEqual([{ terminal: 'T1', position: 1003 }]);
  });

  test('begins anew where the server says that it goes on elsewhere', () => {
    const screen = attach('T1');
    receive('T1', 0, 'of a server that died');
    bridge.align('T1', 0);
    receive('T1', 0, 'fresh');
    expect(screen.drawn()).toBe('fresh');
  });

  test('stays as it is where the server goes on at the next byte', () => {
    const screen = attach('T1');
    receive('T1', 0, 'abc');
    bridge.align('T1', 3);
    receive('T1', 3, 'def');
    expect(screen.drawn()).toBe('abcdef');
    expect(screen.reset).not.toHaveBeenCalled();
  });
});

describe('acknowledgements', () => {
  test('go out for what is parsed, not for what has come', () => {
    const screen = attach('T1', { parse: 'later' });
    bridge.receive(frame('T1', 0, new Uint8Array(ACKNOWLEDGE_EVERY_BYTES)));
    expect(acknowledge).not.toHaveBeenCalled();
    screen.parseAll();
    expect(acknowledge).toHaveBeenCalledExactlyOnceWith('T1', ACKNOWLEDGE_EVERY_BYTES);
  });

  test('go out once for every so many bytes', () => {
    attach('T1');
    const half = ACKNOWLEDGE_EVERY_BYTES / 2;
    for (let index = 0; index < 5; index += 1) {
      bridge.receive(frame('T1', index * half, new Uint8Array(half)));
    }
    expect(acknowledge.mock.calls).toEqual([
      ['T1', 2 * half],
      ['T1', 4 * half],
    ]);
  });

  test('do not count what was drawn before a reset', () => {
    const screen = attach('T1', { parse: 'later' });
    bridge.receive(frame('T1', 0, new Uint8Array(ACKNOWLEDGE_EVERY_BYTES)));
    receive('T1', 5_000_000, 'x');
    screen.parseAll();
    expect(acknowledge).not.toHaveBeenCalled();
  });
});

test('output that comes before its screen is handed to it first', () => {
  receive('T2', 0, 'early ');
  const screen = attach('T2');
  receive('T2', 6, 'late');
  expect(screen.drawn()).toBe('early late');
});

test('what a page was sent before is of the past for one that comes anew, on its screen and while it waits for one', () => {
  bridge.align('T1', 100, 106);
  receive('T1', 100, 'past');
  const screen = attach('T1');
  receive('T1', 104, '..now');
  receive('T1', 109, '!');
  expect(screen.drawn()).toBe('past..now!');
  expect(screen.past()).toBe('past..');
});

test('a terminal that is there from its first byte has a past, too', () => {
  bridge.align('T1', 0, 4);
  const screen = attach('T1');
  receive('T1', 0, 'past, now');
  expect(screen.past()).toBe('past');
});

test('what a page missed while its line was down is not of the past: programs wait for its answers', () => {
  const screen = attach('T1');
  receive('T1', 0, 'shown');
  bridge.align('T1', 5, 10);
  receive('T1', 5, ' missed');
  expect(screen.drawn()).toBe('shown missed');
  expect(screen.past()).toBe('');
});

test('a terminal that is over leaves nothing to the next of its name', () => {
  const first = attach('T1');
  receive('T1', 0, 'first life');
  first.release();
  bridge.forget('T1');
  expect(bridge.positions()).toEqual([]);
  const second = attach('T1');
  receive('T1', 10, 'second life');
  expect(second.drawn()).toBe('second life');
});

function attach(terminal: string, { parse = 'now' }: { parse?: 'now' | 'later' } = {}) {
  let drawn = '';
  let past = '';
  const unparsed: (() => void)[] = [];
  const reset = vi.fn(() => {
    drawn = '';
  });
  const release = bridge.attach(terminal, {
    write(news, parsed, isPast) {
      const text = new TextDecoder().decode(news);
      drawn += text;
      if (isPast) past += text;
      if (parse === 'now') parsed();
      else unparsed.push(parsed);
    },
    reset,
  });
  return {
    reset,
    release,
    drawn: () => drawn,
    past: () => past,
    parseAll: () => {
      for (const parsed of unparsed.splice(0)) parsed();
    },
  };
}

function receive(terminal: string, position: number, text: string): void {
  bridge.receive(frame(terminal, position, new TextEncoder().encode(text)));
}

function frame(terminal: string, position: number, bytes: Uint8Array) {
  return { terminal, position, bytes };
}
