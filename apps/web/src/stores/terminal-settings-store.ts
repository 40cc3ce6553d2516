import { create } from 'zustand';

/** How terminals look; kept in the browser, for every lab. */
export interface TerminalSettings {
  /** Pixels. */
  readonly fontSize: number;
  /** What is on the screen is also there as text that a screen reader can go through. */
  readonly screenReader: boolean;
  /** How many are shown side by side, where the page has room for them. */
  readonly beside: number;
}

export const FONT_SIZES = { least: 8, usual: 13, most: 32 };
export const MOST_BESIDE = 3;

const KEY = 'drydock.terminals';

export const useTerminalSettings = create<TerminalSettings>(remembered);

/** What is out of its limits is taken to the nearest that is not. */
export function setTerminalSettings(change: Partial<TerminalSettings>): void {
  const settings = settle({ ...useTerminalSettings.getState(), ...change });
  useTerminalSettings.setState(settings);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Full or forbidden: it holds until the page is loaded anew.
  }
}

function remembered(): TerminalSettings {
  try {
    return settle(JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {});
  } catch {
    // Not ours, or forbidden.
    return settle({});
  }
}

function settle(kept: { readonly [key in keyof TerminalSettings]?: unknown }): TerminalSettings {
  return {
    fontSize: within(kept.fontSize, FONT_SIZES),
    screenReader: kept.screenReader === true,
    beside: within(kept.beside, { least: 1, usual: 1, most: MOST_BESIDE }),
  };
}

function within(value: unknown, { least, usual, most }: typeof FONT_SIZES): number {
  return Number.isInteger(value) ? Math.min(most, Math.max(least, Number(value))) : usual;
}
