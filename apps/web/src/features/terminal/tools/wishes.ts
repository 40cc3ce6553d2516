import { useSession } from '../../../stores/session-store.ts';
import {
  FONT_SIZES,
  setTerminalSettings,
  useTerminalSettings,
} from '../../../stores/terminal-settings-store.ts';
import { openNextTerminal, showTerminal, useTerminals } from '../../../stores/terminals-store.ts';
import type { Wish } from '../keys.ts';
import { screenOf } from '../screens.ts';

/** Does what a key or a button of the terminals asks for. Throws ProblemError. */
export async function grant(wish: Exclude<Wish, 'search' | 'leave'>): Promise<void> {
  const { fontSize, beside } = useTerminalSettings.getState();
  switch (wish) {
    case 'larger':
      return setTerminalSettings({ fontSize: fontSize + 1 });
    case 'smaller':
      return setTerminalSettings({ fontSize: fontSize - 1 });
    case 'usual':
      return setTerminalSettings({ fontSize: FONT_SIZES.usual });
    case 'previous':
      return goBy(-1);
    case 'next':
      return goBy(1);
    case 'split':
      return await showBeside(beside > 1 ? 1 : 2);
  }
}

/** Shows so many side by side, and opens those that there are not yet. Throws ProblemError. */
export async function showBeside(count: number): Promise<void> {
  setTerminalSettings({ beside: count });
  const isReady = useSession.getState().sandbox.status === 'ready';
  for (let missing = count - terminals().length; isReady && missing > 0; missing -= 1) {
    await openNextTerminal();
  }
  const { active } = useTerminals.getState();
  if (active !== null) screenOf(active)?.focus();
}

/** To the terminal beside it, and from the last to the first. */
function goBy(step: number): void {
  const names = terminals();
  const index = names.indexOf(useTerminals.getState().active ?? '');
  const name = names.at((index + step) % names.length);
  if (name === undefined) return;
  showTerminal(name);
  // It may only now come into view.
  requestAnimationFrame(() => screenOf(name)?.focus());
}

function terminals(): string[] {
  return useTerminals.getState().tabs.map(({ name }) => name);
}
