import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { giveUp, turnOf } from './run-queue.ts';
import { RunQueue } from './run-queue-strip.tsx';

const focus = vi.hoisted(() => vi.fn());
const interrupt = vi.hoisted(() => vi.fn());
vi.mock('./screens.ts', () => ({ screenOf: () => ({ focus }) }));
vi.mock('./type-into.ts', () => ({ interrupt }));

const busy = { awaitsCommand: () => false, expectCommand: () => {} };
const wait = (code: string) => {
  let turn: Promise<boolean> = Promise.resolve(false);
  act(() => {
    turn = turnOf('T1', busy, { code, block: undefined });
  });
  return turn;
};

afterEach(() => {
  cleanup();
  giveUp('T1');
  vi.clearAllMocks();
});

test('nothing is shown while nothing waits for this terminal', () => {
  render(<RunQueue terminal="T2" />);
  void wait('docker ps');
  expect(screen.queryByRole('button')).toBeNull();
});

test('what waits is named, with how many more, and can be typed all the same', async () => {
  render(<RunQueue terminal="T1" />);
  const first = wait('cat <<EOF\nx\nEOF');
  const second = wait('docker ps');
  expect(screen.getByRole('status').textContent).toBe(
    'Waits until T1 is free: cat <<EOF … and 1 more',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Type now' }));
  expect(await first).toBe(true);
  expect(screen.getByRole('status').textContent).toBe('Waits until T1 is free: docker ps ');
  fireEvent.click(screen.getByRole('button', { name: 'Give up' }));
  expect(await second).toBe(false);
  expect(screen.queryByRole('button')).toBeNull();
  expect(focus).toHaveBeenCalledTimes(2);
});

test('Interrupt presses Ctrl+C, and the queue stays', () => {
  render(<RunQueue terminal="T1" />);
  void wait('docker ps');
  fireEvent.click(screen.getByRole('button', { name: 'Interrupt (Ctrl+C)' }));
  expect(interrupt).toHaveBeenCalledExactlyOnceWith('T1');
  expect(screen.getByRole('status').textContent).toContain('docker ps');
});
