import type { ClientMessage } from '@drydock/protocol';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../../connection/line.fixture.ts';
import type { SessionClient } from '../../connection/session-client.ts';
import { resetSession, setSandbox } from '../../stores/session-store.ts';
import {
  clearTerminalNames,
  recallTerminalNames,
  useTerminalNames,
} from '../../stores/terminal-names-store.ts';
import { setTerminalSettings, useTerminalSettings } from '../../stores/terminal-settings-store.ts';
import {
  clearTerminals,
  setTerminals,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import type { setScreenWishes } from './screens.ts';
import { TerminalPane } from './terminal-pane.tsx';

/** Screens without xterm, which draws nothing here. */
const screens = vi.hoisted(() => {
  const made = new Map<string, ReturnType<typeof make>>();
  const make = () => ({
    element: document.createElement('textarea'),
    ...{ fit: vi.fn(), focus: vi.fn(), paste: vi.fn(), clear: vi.fn(), describe: vi.fn() },
    ...{ setTheme: vi.fn(), setSettings: vi.fn(), takesBrackets: () => false },
    isFullScreen: () => false,
  });
  return {
    wishes: { current: undefined as Parameters<typeof setScreenWishes>[0] | undefined },
    of(name: string) {
      const known = made.get(name) ?? make();
      made.set(name, known);
      return known;
    },
    made,
    have: true,
  };
});
vi.mock('./screens.ts', () => ({
  haveScreens: () => screens.have,
  loadScreens: async () => {
    screens.have = true;
  },
  screenOf: (name: string) => (screens.have ? screens.of(name) : undefined),
  keepScreens: () => {},
  eachScreen: (visit: (screen: unknown) => void) => screens.made.forEach(visit),
  setScreenWishes: (next: Parameters<typeof setScreenWishes>[0]) => {
    screens.wishes.current = next;
  },
}));

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
  localStorage.clear();
  resetSession('abcdefghij0123456789');
  recallTerminalNames('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setTerminals(['T1', 'T2', 'T3'].map((terminal) => ({ terminal, position: 0, sent: 0 })));
  setTerminalSettings({ beside: 1, fontSize: 13, screenReader: false });
});
afterEach(() => {
  cleanup();
  client.disconnected();
  clearTerminals();
  clearTerminalNames();
  resetSession(null);
  screens.made.clear();
  screens.have = true;
  vi.unstubAllGlobals();
  release();
});

test('terminals are shown one, two or three at a time, as the page has room', async () => {
  show();
  expect(shown()).toEqual(['Terminal T1']);
  act(() => showTerminal('T3'));
  fireEvent.click(screen.getByRole('button', { name: /Show side by side/ }));
  await waitFor(() => expect(shown()).toEqual(['Terminal T1', 'Terminal T3']));
  act(() => setTerminalSettings({ beside: 3 }));
  expect(shown()).toHaveLength(2);
  cleanup();
  onPage(1440);
  show();
  expect(shown()).toEqual(['Terminal T1', 'Terminal T2', 'Terminal T3']);
  cleanup();
  onPage(390);
  show();
  expect(shown()).toEqual(['Terminal T3']);
  expect(screen.queryByRole('button', { name: /side by side/ })).toBeNull();
  act(() => screens.wishes.current?.onWish('split'));
  act(() => screens.wishes.current?.onWish('previous'));
  await waitFor(() => expect(shown()).toEqual(['Terminal T2']));
  expect(useTerminalSettings.getState().beside).toBe(3);
});

test('a terminal is there before its screen can be made, which comes into it then', async () => {
  screens.have = false;
  show();
  expect(shown()).toEqual(['Terminal T1']);
  expect(screens.made.size).toBe(0);
  await waitFor(() => expect(screens.made.get('T1')?.describe).toHaveBeenCalledOnce());
  const pane = screen.getByRole('region', { name: 'Terminal T1' });
  expect(pane.contains(screens.of('T1').element)).toBe(true);
});

test('to show more than there are opens one', async () => {
  setTerminals([{ terminal: 'T1', position: 0, sent: 0 }]);
  show();
  act(() => screens.wishes.current?.onWish('split'));
  await waitFor(() => expect(sent).toMatchObject([{ type: 'terminal.open', terminal: 'T2' }]));
  expect(useTerminalSettings.getState().beside).toBe(2);
});

test('the terminal that gets the focus is the one in front, and no other moves', () => {
  act(() => setTerminalSettings({ beside: 2 }));
  show();
  act(() => screens.of('T2').element.focus());
  expect(useTerminals.getState().active).toBe('T2');
  expect(shown()).toEqual(['Terminal T1', 'Terminal T2']);
});

test('a renamed terminal keeps its own name beside it', async () => {
  show();
  fireEvent.doubleClick(screen.getByRole('tab', { name: 'T2' }));
  const field = await screen.findByRole('textbox', { name: 'Name of T2' });
  fireEvent.change(field, { target: { value: 'logs' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.click(screen.getByRole('tab', { name: 'T2 logs' }));
  expect(shown()).toEqual(['Terminal T2 logs']);
  recallTerminalNames('abcdefghij0123456789');
  expect(useTerminalNames.getState().names).toEqual({ T2: 'logs' });
});

test('keys change the size of the letters, and the menu has it too', async () => {
  show();
  act(() => screens.wishes.current?.onWish('larger'));
  await waitFor(() =>
    expect(screens.of('T1').setSettings).toHaveBeenLastCalledWith({
      fontSize: 14,
      screenReader: false,
    }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Terminal menu' }));
  const menu = await screen.findByRole('menu', { name: 'Terminal menu' });
  const pick = (name: string, role = 'menuitem') =>
    fireEvent.click(within(menu).getByRole(role, { name }));
  pick('Larger text');
  pick('Larger text');
  await waitFor(() => expect(useTerminalSettings.getState().fontSize).toBe(16));
  pick('Usual text size');
  pick('Screen reader mode', 'menuitemcheckbox');
  await waitFor(() =>
    expect(useTerminalSettings.getState()).toMatchObject({ fontSize: 13, screenReader: true }),
  );
  pick('Clear');
  await waitFor(() => expect(screens.of('T1').clear).toHaveBeenCalledOnce());
  expect(screens.of('T1').focus).toHaveBeenCalled();
});

test('a large paste is asked about: it is pasted, or not', async () => {
  show();
  const text = Array.from({ length: 9 }, (_, index) => `line-${index}`).join('\n');
  act(() => screens.wishes.current?.onLargePaste('T1', text));
  const question = await screen.findByRole('dialog', { name: 'Paste this much?' });
  expect(question.textContent).toMatch(/9 lines, 62 B, into T1\..*one after the other/);
  expect(question.textContent).toMatch(/line-5and 3 more/);
  expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
  fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screens.of('T1').paste).not.toHaveBeenCalled();

  act(() => screens.wishes.current?.onLargePaste('T1', text));
  fireEvent.click(await screen.findByRole('button', { name: 'Paste' }));
  expect(screens.of('T1').paste).toHaveBeenCalledExactlyOnceWith(text);
});

function show(): void {
  render(<TerminalPane />, { wrapper: TooltipProvider });
}

/** What the panes are called, from left to right. */
function shown(): (string | null)[] {
  return screen
    .getAllByRole('region', { name: /^Terminal T/ })
    .map((pane) => pane.getAttribute('aria-label'));
}

/** A page so wide. */
function onPage(width: number): void {
  vi.stubGlobal('matchMedia', (query: string) => {
    const [, kind, limit] = /\((min|max)-width: (\d+)px\)/.exec(query) ?? [];
    const matches = kind === 'min' ? width >= Number(limit) : width <= Number(limit);
    return Object.assign(new EventTarget(), { matches });
  });
}
