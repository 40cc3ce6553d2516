import { create } from 'zustand';
import { recall, remember } from './session-memory.ts';

type Values = Readonly<Record<string, string>>;

interface VariablesState {
  session: string | null;
  /** As the lab has them. */
  first: Values;
  /** As the learner has set them. */
  chosen: Values;
}

const initial: VariablesState = { session: null, first: {}, chosen: {} };

/** The variables of the lab: what the learner sets outlives a change of step and a reload of the page. */
export const useVariables = create<VariablesState>(() => initial);

/** Empty where neither the lab nor the learner has given one. */
export function variableIn({ first, chosen }: VariablesState, name: string): string {
  // A name may be one that every object has: `constructor`.
  const values = [chosen, first].find((each) => Object.hasOwn(each, name));
  return values?.[name] ?? '';
}

export function useVariable(name: string): string {
  return useVariables((state) => variableIn(state, name));
}

export function setFirstValues(first: Values): void {
  useVariables.setState({ first });
}

export function recallVariables(session: string): void {
  useVariables.setState({ session, chosen: textsIn(recall(session, 'variables')) });
}

export function setVariable(name: string, value: string): void {
  useVariables.setState(({ chosen }) => ({ chosen: { ...chosen, [name]: value } }));
  const { session, chosen } = useVariables.getState();
  if (session !== null) remember(session, 'variables', chosen);
}

/** The session is left; the lab's own values go with the lab. */
export function clearVariables(): void {
  useVariables.setState({ session: null, chosen: {} });
}

/** Those members of what was remembered that are texts. */
export function textsIn(kept: unknown): Record<string, string> {
  const texts = Object.entries(kept ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
