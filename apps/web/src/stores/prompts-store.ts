import { create } from 'zustand';

/** How many prompts the terminals have shown since the page was loaded: after each of them the sandbox may be another. */
export const usePrompts = create<{ seen: number }>(() => ({ seen: 0 }));

export function notePrompt(): void {
  usePrompts.setState(({ seen }) => ({ seen: seen + 1 }));
}
