import type { Notice } from '@drydock/protocol';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearNotices, takeNotice, useNotices } from '../../stores/notices-store.ts';
import { showOver, usePalette } from '../../stores/palette-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { Banners } from './banners.tsx';

const GIB = 1024 ** 3;
let line: TestLine;

beforeEach(() => {
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setConnection('open');
});
afterEach(() => {
  cleanup();
  clearNotices();
  showOver(null);
  line.release();
});

test.each<[Notice, 'alert' | 'status', RegExp]>([
  [
    { type: 'sandbox-ended', detail: 'it used all of its memory' },
    'status',
    /stopped: it used all of its memory\. It was started again by itself\. Your files are kept/,
  ],
  [
    { type: 'engine-ended' },
    'status',
    /engine stopped and is starting again.*containers are stopped/,
  ],
  [{ type: 'engine-ready' }, 'status', /engine stopped and was started again.*Start them again/],
  [{ type: 'out-of-memory', limit: 2 * GIB }, 'status', /used more than 2 GiB and was stopped/],
  [{ type: 'processes-exhausted', limit: 512 }, 'alert', /^512 programs are running.*Ctrl\+C/],
  [
    { type: 'disk-low', where: 'workspace', used: 1.84 * GIB, limit: 2 * GIB },
    'status',
    /workspace is nearly full: 1\.8 of 2 GiB\. Delete files/,
  ],
  [
    { type: 'disk-full', where: 'disk', used: 8 * GIB, limit: 8 * GIB },
    'alert',
    /disk of your sandbox is full: 8 of 8 GiB.*docker system prune/,
  ],
])('%j says what happened and what to do, and can be put away', (notice, role, text) => {
  takeNotice(notice);
  show();
  expect(screen.getByRole(role).textContent).toMatch(text);
  fireEvent.click(button('Dismiss'));
  expect(useNotices.getState().notices).toEqual([]);
  expect(screen.queryByRole(role)).toBeNull();
});

test('a sandbox that can start nothing more can be reset from where it says so', () => {
  takeNotice({ type: 'processes-exhausted', limit: 512 });
  show();
  act(() => setConnection('lost'));
  expect(button('Reset sandbox').disabled).toBe(true);
  act(() => setConnection('open'));
  fireEvent.click(button('Reset sandbox'));
  expect(usePalette.getState().shown).toBe('reset-sandbox');
});

test('a pause can be ended; one for too much disk says the numbers, and may end in a reset', () => {
  setSandbox({ status: 'paused', disk: null });
  show();
  expect(screen.getByRole('status').textContent).toMatch(/paused.*nothing is lost/);
  expect(screen.queryByRole('button', { name: 'Reset sandbox' })).toBeNull();
  fireEvent.click(button('Continue'));
  act(() => setSandbox({ status: 'paused', disk: { used: 9.31 * GIB, limit: 8 * GIB } }));
  expect(screen.getByRole('alert').textContent).toContain('it uses 9.3 of 8 GiB of disk');
  fireEvent.click(button('Reset sandbox'));
  expect(usePalette.getState().shown).toBe('reset-sandbox');
  expect(line.sent).toEqual([{ type: 'sandbox.resume' }]);
});

function show(): void {
  render(<Banners />, { wrapper: TooltipProvider });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}
