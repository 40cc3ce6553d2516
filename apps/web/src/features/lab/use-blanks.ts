import type { Placeholder } from '@drydock/lab-format/schema';
import type { Suggestions } from '@drydock/protocol';
import { useEffect, useState } from 'react';
import { blankKey, fillBlank, useBlanks as useFilled } from '../../stores/blanks-store.ts';
import { usePorts } from '../../stores/ports-store.ts';
import { usePrompts } from '../../stores/prompts-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { refreshSuggestions, useSuggestions } from '../../stores/suggestions-store.ts';
import { setVariable, useVariables, variableIn } from '../../stores/variables-store.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

export interface Blanks {
  /** What stands for the placeholder; empty while nothing does. */
  valueFor(placeholder: Placeholder): string;
  give(placeholder: Placeholder, value: string): void;
  /** What the sandbox has that may be meant, likeliest first. */
  optionsFor(placeholder: Placeholder): readonly string[];
}

const FROM_SANDBOX: Partial<Record<Placeholder['kind'], keyof Suggestions>> = {
  container: 'containers',
  image: 'images',
  volume: 'volumes',
  network: 'networks',
};

/**
 * The values of a block's placeholders: from the learner, else from the sandbox as it is now, the learner's account
 * at the hub, or the variables of the lab.
 */
export function useBlanks(placeholders: readonly Placeholder[]): Blanks {
  const [ownNames, setOwnNames] = useState<Readonly<Record<string, string>>>({});
  const filled = useFilled((state) => state.filled);
  const hub = useSession((state) => state.hub);
  const variables = useVariables();
  const suggestions = useSuggestions();
  useFreshSuggestions(placeholders.some(({ kind }) => FROM_SANDBOX[kind] !== undefined));

  const optionsFor = ({ kind }: Placeholder): readonly string[] => {
    const list = FROM_SANDBOX[kind];
    if (list) return suggestions[list];
    return kind === 'hub-user' && hub ? [hub.username] : [];
  };
  return {
    optionsFor,
    valueFor(placeholder) {
      const options = optionsFor(placeholder);
      if (FROM_SANDBOX[placeholder.kind]) {
        // Two of a kind with different names are two things.
        const same = placeholders.filter(({ kind }) => kind === placeholder.kind);
        const index = same.findIndex(({ text }) => text === placeholder.text);
        return ownNames[placeholder.text] ?? options[index] ?? '';
      }
      if (placeholder.kind === 'variable') return variableIn(variables, placeholder.label);
      return filled[blankKey(placeholder)] ?? options[0] ?? '';
    },
    give(placeholder, value) {
      if (FROM_SANDBOX[placeholder.kind]) {
        setOwnNames((names) => ({ ...names, [placeholder.text]: value }));
      } else if (placeholder.kind === 'variable') setVariable(placeholder.label, value);
      else fillBlank(placeholder, value);
    },
  };
}

/** Asks what the sandbox has when the block comes up, and again when a command has ended or a port has come or gone. */
function useFreshSuggestions(isWanted: boolean): void {
  const isReady = useSandboxReady();
  const prompts = usePrompts((state) => state.seen);
  const ports = usePorts((state) => state.ports);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these may have brought another container
  useEffect(() => {
    if (isWanted && isReady) void refreshSuggestions();
  }, [isWanted, isReady, prompts, ports]);
}
