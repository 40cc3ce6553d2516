import type { Placeholder } from '@drydock/lab-format/schema';
import { create } from 'zustand';
import { recall, remember } from './session-memory.ts';
import { textsIn } from './variables-store.ts';

interface BlanksState {
  session: string | null;
  filled: Readonly<Record<string, string>>;
}

const initial: BlanksState = { session: null, filled: {} };

/**
 * What the learner has filled in for a placeholder that means the same in every command: a name of their own, a
 * user name. What a container is called is another matter in the next command, and is not kept here.
 */
export const useBlanks = create<BlanksState>(() => initial);

/** The same for placeholders that mean the same. */
export function blankKey({ kind, text }: Placeholder): string {
  return kind === 'hub-user' ? kind : `${kind} ${text}`;
}

export function recallBlanks(session: string): void {
  useBlanks.setState({ session, filled: textsIn(recall(session, 'blanks')) });
}

export function fillBlank(placeholder: Placeholder, value: string): void {
  useBlanks.setState(({ filled }) => ({ filled: { ...filled, [blankKey(placeholder)]: value } }));
  const { session, filled } = useBlanks.getState();
  if (session !== null) remember(session, 'blanks', filled);
}

export function clearBlanks(): void {
  useBlanks.setState(initial);
}
