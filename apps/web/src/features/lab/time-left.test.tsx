import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { resetSession, setConnection, setSandbox, setTime } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { TimePlace } from './time-place.tsx';

const MINUTE = 60_000;
let line: TestLine;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  line.release();
  vi.useRealTimers();
});

test('without a limit there is nothing', async () => {
  await show();
  expect(document.body.textContent).toBe('');
});

test('the menu tells it always, the bar when it gets short, the page when it is nearly over', async () => {
  setTime({ left: 40 * MINUTE, extension: 30 * MINUTE, extensions: 1 });
  await show();
  expect(screen.getByText(/stops in 40 min.*once more/)).toBeTruthy();
  expect(pill()).toBeNull();
  pass(26);
  expect(pill()?.textContent).toBe('14 min left');
  expect(banner()).toBeNull();
  pass(9);
  expect(banner()?.textContent).toMatch(/^Your sandbox stops in 5 min\. Your files are kept/);
});

test('it is extended from there; what the server says counts', async () => {
  setTime({ left: 4 * MINUTE, extension: 30 * MINUTE, extensions: 1 });
  await show();
  const [extend] = screen.getAllByRole('button', { name: 'Extend by 30 min' });
  if (extend) fireEvent.click(extend);
  expect(line.sent).toEqual([{ type: 'session.extend' }]);
  act(() => setTime({ left: 34 * MINUTE, extension: 30 * MINUTE, extensions: 0 }));
  expect([banner(), pill()]).toEqual([null, null]);
  expect(screen.queryByRole('button', { name: /Extend/ })).toBeNull();
  expect(screen.getByText(/cannot be extended any more/)).toBeTruthy();
});

test('put away, it comes back with the last minute, and goes with the sandbox', async () => {
  setTime({ left: 4 * MINUTE, extension: 30 * MINUTE, extensions: 0 });
  await show();
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(banner()).toBeNull();
  pass(3.5);
  expect(banner()?.textContent).toMatch(/less than 1 min/);
  pass(0.6);
  expect([banner(), pill()]).toEqual([null, null]);
});

async function show(): Promise<void> {
  render(
    <TooltipProvider>
      {(['pill', 'banner', 'note'] as const).map((as) => (
        <TimePlace key={as} as={as} />
      ))}
    </TooltipProvider>,
  );
  await act(() => vi.dynamicImportSettled());
}

function pass(minutes: number): void {
  act(() => vi.advanceTimersByTime(minutes * MINUTE));
}

function banner(): HTMLElement | null {
  return screen.queryByRole('status');
}

function pill(): HTMLElement | null {
  return screen.queryByRole('button', { name: / left$/ });
}
