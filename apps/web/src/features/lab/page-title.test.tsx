import type { PublicLab } from '@drydock/lab-format/schema';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseInterface } from '../../stores/interface-store.ts';
import { noteRunning, useRunning } from '../../stores/running-store.ts';
import { resetSession, setSandbox } from '../../stores/session-store.ts';
import { PageTitle } from './page-title.tsx';
import { stepOf } from './step.fixture.ts';

const LAB: PublicLab = {
  ...{ slug: 'flask', title: 'Flask', description: '', language: 'en', languages: ['en'] },
  ...{ images: [], ports: [], terminals: ['T1'], variables: {}, steps: [stepOf([])] },
};

beforeEach(() => {
  vi.useFakeTimers();
  document.head.innerHTML = '<link rel="icon" href="/favicon.svg">';
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  useRunning.setState({ terminals: new Set() });
  resetSession(null);
});

test('a command is told of once it has run for a while, until it is over', async () => {
  render(<PageTitle lab={LAB} step={0} />);
  expect([document.title, picture()]).toEqual(['Flask · Drydock', '/favicon.svg']);
  act(() => noteRunning('T1', true));
  expect(document.title).toBe('Flask · Drydock');
  act(() => vi.advanceTimersByTime(1_000));
  expect(document.title).toBe('Running: Flask · Drydock');
  await act(() => vi.dynamicImportSettled());
  expect(picture()).toMatch(/^data:image\/svg\+xml,/);
  act(() => noteRunning('T1', false));
  expect([document.title, picture()]).toEqual(['Flask · Drydock', '/favicon.svg']);
});

test('one command after another is short work each time', () => {
  render(<PageTitle lab={LAB} step={0} />);
  for (let times = 0; times < 5; times += 1) {
    act(() => noteRunning('T1', true));
    act(() => vi.advanceTimersByTime(400));
    act(() => noteRunning('T1', false));
  }
  expect(document.title).toBe('Flask · Drydock');
});

test('whoever leaves the lab leaves its picture', async () => {
  setSandbox({ status: 'paused', disk: null });
  const { unmount } = render(<PageTitle lab={LAB} step={0} />);
  await act(() => vi.dynamicImportSettled());
  expect([document.title, picture()]).toEqual([
    'Stopped: Flask · Drydock',
    expect.stringMatching(/^data:/),
  ]);
  unmount();
  expect(picture()).toBe('/favicon.svg');
});

test('in Japanese the title is Japanese', async () => {
  setSandbox({ status: 'starting', stage: 'booting' });
  render(<PageTitle lab={LAB} step={0} />);
  await act(() => chooseInterface('ja'));
  expect(document.title).toBe('起動中: Flask · Drydock');
  await act(() => chooseInterface('en'));
});

function picture(): string | null | undefined {
  return document.querySelector('link[rel="icon"]')?.getAttribute('href');
}
