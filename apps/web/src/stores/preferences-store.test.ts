import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Store = typeof import('./preferences-store.ts');
let system: EventTarget & { matches: boolean };
let release: () => void;

beforeEach(() => {
  system = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal('matchMedia', () => system);
  localStorage.clear();
  release = () => {};
});
afterEach(() => {
  release();
  vi.unstubAllGlobals();
});

test('the page follows the system until the learner chooses', async () => {
  const { followTheme, setTheme } = await load();
  release = followTheme();
  expect(shown()).toBe('light');
  systemTurns('dark');
  expect(shown()).toBe('dark');
  setTheme('light');
  expect(shown()).toBe('light');
  systemTurns('light');
  systemTurns('dark');
  expect(shown()).toBe('light');
  setTheme('system');
  expect(shown()).toBe('dark');
});

test('the choice is remembered by the next page', async () => {
  (await load()).setTheme('dark');
  expect((await load()).usePreferences.getState()).toEqual({ theme: 'dark', shown: 'dark' });
});

test('what is remembered and is no theme counts as none', async () => {
  localStorage.setItem('drydock.theme', 'mauve');
  expect((await load()).usePreferences.getState().theme).toBe('system');
});

test('after the release the page is left alone', async () => {
  const { followTheme } = await load();
  followTheme()();
  systemTurns('dark');
  expect(shown()).toBe('light');
});

/** A page of its own: the store reads what is remembered when it is loaded. */
async function load(): Promise<Store> {
  vi.resetModules();
  return await import('./preferences-store.ts');
}

function shown(): string | undefined {
  return document.documentElement.dataset.theme;
}

function systemTurns(theme: 'light' | 'dark'): void {
  system.matches = theme === 'dark';
  system.dispatchEvent(new Event('change'));
}
