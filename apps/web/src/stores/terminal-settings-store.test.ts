import { beforeEach, expect, test, vi } from 'vitest';

type Store = typeof import('./terminal-settings-store.ts');

beforeEach(() => localStorage.clear());

test('what is set is there on the next page', async () => {
  const { setTerminalSettings } = await load();
  setTerminalSettings({ fontSize: 16 });
  setTerminalSettings({ screenReader: true, beside: 2 });
  expect(await settings()).toEqual({ fontSize: 16, screenReader: true, beside: 2 });
});

test('nothing goes beyond its limits', async () => {
  const { setTerminalSettings, useTerminalSettings } = await load();
  setTerminalSettings({ fontSize: 99, beside: 9 });
  expect(useTerminalSettings.getState()).toMatchObject({ fontSize: 32, beside: 3 });
  setTerminalSettings({ fontSize: 1, beside: 0 });
  expect(await settings()).toMatchObject({ fontSize: 8, beside: 1 });
});

test.each(['', 'null', '[]', '{"fontSize":"16","screenReader":1,"beside":1.5}', '{"fontSize":'])(
  'what is kept and is no setting counts as none: %s',
  async (kept) => {
    localStorage.setItem('drydock.terminals', kept);
    expect(await settings()).toEqual({ fontSize: 13, screenReader: false, beside: 1 });
  },
);

async function settings() {
  return (await load()).useTerminalSettings.getState();
}

/** A page of its own: the store reads what is remembered when it is loaded. */
async function load(): Promise<Store> {
  vi.resetModules();
  return await import('./terminal-settings-store.ts');
}
