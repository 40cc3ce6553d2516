import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resetSession, setConnection } from '../stores/session-store.ts';
import { openTestLine, type TestLine } from './line.fixture.ts';
import { useView } from './use-view.ts';

let line: TestLine;

beforeEach(() => {
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setConnection('open');
});
afterEach(() => {
  cleanup();
  line.release();
  vi.restoreAllMocks();
});

function Watcher() {
  useView('layers');
  return null;
}

test('a view is watched while it is mounted', () => {
  const { unmount } = render(<Watcher />);
  expect(line.sent).toEqual([{ type: 'view.watch', view: 'layers', on: true }]);
  unmount();
  expect(said()).toEqual([true, false]);
});

test('two that watch the same view are one for the server', () => {
  const both = render([<Watcher key="a" />, <Watcher key="b" />]);
  both.rerender([<Watcher key="b" />]);
  expect(said()).toEqual([true]);
  both.rerender([]);
  expect(said()).toEqual([true, false]);
});

test('nothing is watched while the page is out of sight', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  render(<Watcher />);
  for (const isHidden of [true, false]) {
    hidden.mockReturnValue(isHidden);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  }
  expect(said()).toEqual([true, false, true]);
});

test('a view is asked for again after a reconnect', () => {
  render(<Watcher />);
  act(() => setConnection('lost'));
  const before = line.sent.length;
  act(() => setConnection('open'));
  expect(said().slice(before)).toEqual([true]);
});

function said(): boolean[] {
  return line.sent.flatMap((message) => (message.type === 'view.watch' ? [message.on] : []));
}
