import { create } from 'zustand';
import { recall, remember } from './session-memory.ts';

interface TerminalNamesState {
  session: string | null;
  /** The learner's own names, by the terminal's: T1, T2, ... */
  names: Readonly<Record<string, string>>;
}

const LONGEST_NAME = 40;

const initial: TerminalNamesState = { session: null, names: {} };

/** What the learner calls the terminals; kept over a reload of the page. */
export const useTerminalNames = create<TerminalNamesState>(() => initial);

export function recallTerminalNames(session: string): void {
  const kept = Object.entries(recall(session, 'terminals') ?? {});
  const names = kept.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  useTerminalNames.setState({ session, names: Object.fromEntries(names) });
}

/** Without a name, or with its own, it is called as it was. */
export function renameTerminal(terminal: string, name: string): void {
  const { session, names: before } = useTerminalNames.getState();
  const own = name.trim().slice(0, LONGEST_NAME);
  const { [terminal]: _, ...others } = before;
  if (own === (before[terminal] ?? '')) return;
  const names = own === '' || own === terminal ? others : { ...others, [terminal]: own };
  useTerminalNames.setState({ names });
  if (session !== null) remember(session, 'terminals', names);
}

export function clearTerminalNames(): void {
  useTerminalNames.setState(initial);
}
