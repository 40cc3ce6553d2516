import { create } from 'zustand';

/** The terminals in which a command runs, as far as their shells tell of it. */
export const useRunning = create<{ terminals: ReadonlySet<string> }>(() => ({
  terminals: new Set(),
}));

export function noteRunning(terminal: string, isRunning: boolean): void {
  useRunning.setState((state) => {
    if (state.terminals.has(terminal) === isRunning) return state;
    const terminals = new Set(state.terminals);
    if (isRunning) terminals.add(terminal);
    else terminals.delete(terminal);
    return { terminals };
  });
}
