import type { PublicLab, RunBlock } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearChecks, setOutcomes } from '../../stores/checks-store.ts';
import { initialFiles, useFiles } from '../../stores/files-store.ts';
import { chooseInterface } from '../../stores/interface-store.ts';
import { showOver, usePalette } from '../../stores/palette-store.ts';
import { usePreferences } from '../../stores/preferences-store.ts';
import { resetSession, setConnection, setSandbox, setTime } from '../../stores/session-store.ts';
import { stepOf } from '../lab/step.fixture.ts';
import Palette from './palette.tsx';

vi.mock('../terminal/screens.ts', () => ({ screenOf: vi.fn(), eachScreen: vi.fn() }));

vi.setConfig({ testTimeout: 20_000 });
const SOON = { timeout: 10_000 };

const run = (id: string, code: string): RunBlock => ({
  ...{ type: 'run', id, code, language: 'sh', terminal: 'T1', runnable: true, copyable: true },
});
const LAB: PublicLab = {
  ...{ slug: 'l', title: 'L', description: '', language: 'en', languages: ['en', 'ja'] },
  ...{ images: [], ports: [], terminals: ['T1'], variables: {} },
  steps: [
    {
      ...stepOf([
        run('ls', 'docker image ls'),
        run('gone', 'docker ps'),
        run('busy', 'docker info'),
      ]),
      ...{ id: 'one', title: 'Build it' },
    },
    { ...stepOf([]), id: 'two', title: 'Push it' },
  ],
};
const onGo = vi.fn();
const pressed = vi.fn();

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => then());
  localStorage.clear();
  resetSession('abcdefghij0123456789');
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(async () => {
  cleanup();
  clearChecks();
  useFiles.setState(initialFiles);
  showOver(null);
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  await chooseInterface('en');
});

test('some letters find a command, and Enter does it when the palette has gone', async () => {
  show();
  type('psh');
  expect(chosen()).toBe('Go to step 2: Push it');
  press('Enter');
  await waitFor(() => expect(onGo).toHaveBeenCalledWith(1), SOON);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the blocks of the step are pressed by their own buttons; those that cannot be are not offered', async () => {
  show();
  type('docker');
  expect(options()).toEqual(['Run: docker image ls']);
  press('Enter');
  await waitFor(() => expect(pressed).toHaveBeenCalledTimes(1), SOON);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Run ls' }));
});

test('words may come in any order', () => {
  show();
  type('ja language page');
  expect(chosen()).toBe('Language of the page: 日本語');
});

test('where nothing fits, that is said', () => {
  show();
  type('qqqq');
  expect(options()).toEqual([]);
  expect(screen.getByText('No command fits. Try other words.')).toBeTruthy();
});

test('what was used last stands first, until something is typed', async () => {
  show();
  type('theme dark');
  press('Enter');
  await waitFor(() => expect(usePreferences.getState().theme).toBe('dark'), SOON);
  act(() => showOver('palette'));
  expect([options()[0], chosen()]).toEqual(['Theme: dark', 'Theme: dark']);
  expect(screen.getByRole('option', { name: /Theme: dark/ }).textContent).toMatch(/chosen$/);
});

test('Escape gives the focus back and does nothing', async () => {
  show();
  type('push');
  press('Escape');
  const shell = screen.getByRole('textbox', { name: 'shell' });
  await waitFor(() => expect(document.activeElement).toBe(shell), SOON);
  expect(onGo).not.toHaveBeenCalled();
});

test('steps say which are done, and where one is', () => {
  setOutcomes({});
  show();
  type('go to step');
  expect(screen.getByRole('option', { name: /step 1: Build it/ }).textContent).toMatch(/here$/);
});

test('a reset is asked about first, a paused sandbox goes on, and time is extended', async () => {
  setSandbox({ status: 'paused', disk: null });
  show();
  type('continue');
  expect(chosen()).toBe('Continue');
  type('reset sandbox');
  press('Enter');
  await waitFor(() => expect(usePalette.getState().shown).toBe('reset-sandbox'), SOON);
  setTime({ left: 1_000, extension: 1_000, extensions: 1 });
  act(() => showOver('palette'));
  type('extend');
  expect(chosen()).toBe('Extend the time of the sandbox');
});

test('a file that comes while one types is found', () => {
  show();
  type('app.py');
  expect(options()).toEqual([]);
  const entries = [{ path: 'src/app.py', kind: 'file' as const, size: 1 }];
  act(() => useFiles.setState({ tree: { status: 'ready', entries, truncated: false } }));
  expect(chosen()).toBe('Open src/app.py');
});

test('in Japanese it is found by English letters as well', async () => {
  await act(() => chooseInterface('ja'));
  show();
  type('next step');
  expect(chosen()).toBe('次のステップ');
  type('ダーク');
  expect(chosen()).toBe('テーマ: ダーク');
});

function show(): void {
  render(<Page />);
  screen.getByRole('textbox', { name: 'shell' }).focus();
  act(() => showOver('palette'));
}

function Page() {
  const shown = usePalette((state) => state.shown);
  return (
    <>
      <textarea aria-label="shell" />
      <article data-tour="instructions">
        <button type="button" data-block="ls" onClick={pressed}>
          Run ls
        </button>
        <button type="button" data-block="busy" disabled>
          Run info
        </button>
      </article>
      {shown === 'palette' && <Palette lab={LAB} step={0} onGo={onGo} />}
    </>
  );
}

function type(text: string): void {
  fireEvent.change(screen.getByRole('combobox'), { target: { value: text } });
}

function press(key: string): void {
  fireEvent.keyDown(screen.getByRole('combobox'), { key });
}

function options(): string[] {
  return screen.queryAllByRole('option').map(textOf);
}

function chosen(): string | undefined {
  return screen.getAllByRole('option', { selected: true }).map(textOf)[0];
}

function textOf(option: HTMLElement): string {
  return option.querySelector('span')?.textContent ?? '';
}
