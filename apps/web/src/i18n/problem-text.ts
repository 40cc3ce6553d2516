import type { Problem } from '@drydock/protocol';
import { useInterface } from '../stores/interface-store.ts';
import type { Catalogue } from './en/index.ts';

/** What happened, and what to do. */
export interface ProblemText {
  readonly message: string;
  readonly hint: string;
}

/** Problems in the language of the page, for a component: the server says them in English. */
export function useProblemText(): (problem: Problem) => ProblemText {
  const catalogue = useInterface((state) => state.catalogue);
  return (problem) => inWordsOf(catalogue, problem);
}

/** The same for an action. */
export function problemText(problem: Problem): ProblemText {
  return inWordsOf(useInterface.getState().catalogue, problem);
}

function inWordsOf({ errors }: Catalogue, { code, message, hint, detail }: Problem): ProblemText {
  // A newer server may know more of them.
  const known = errors[code];
  if (known === undefined) return { message, hint };
  return { ...known, message: detail ? `${known.message}（${detail}）` : known.message };
}
