import { create } from 'zustand';

/** What stands over the page and is asked for from several places. */
type Shown = 'palette' | 'reset-step' | 'reset-sandbox' | null;

export const usePalette = create<{ shown: Shown }>(() => ({ shown: null }));

export function showOver(shown: Shown): void {
  usePalette.setState({ shown });
}
