import { create } from 'zustand';
import { resetSandbox, useSession } from './session-store.ts';

/** What stands over the page and is asked for from several places. */
type Shown = 'palette' | 'reset-step' | 'reset-sandbox' | null;

export const usePalette = create<{ shown: Shown }>(() => ({ shown: null }));

export function showOver(shown: Shown): void {
  usePalette.setState({ shown });
}

/** Resets the sandbox: after a question, unless it is gone already and there is nothing in it to lose. */
export function askForReset(): void {
  const { status } = useSession.getState().sandbox;
  if (status === 'gone' || status === 'failed') resetSandbox();
  else showOver('reset-sandbox');
}
