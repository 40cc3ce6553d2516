import type { Suggestions } from '@drydock/protocol';
import { create } from 'zustand';
import { currentLine, sessionClient } from '../connection/current-session.ts';

const NOTHING: Suggestions = { containers: [], images: [], volumes: [], networks: [] };

/** What the learner's engine had when it was last asked. */
export const useSuggestions = create<Suggestions>(() => NOTHING);

let asking: Promise<void> | null = null;
let askAgain = false;

/** Asks the engine anew. Calls during an answer come to one more question. Never throws. */
export function refreshSuggestions(): Promise<void> {
  askAgain = true;
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

export function clearSuggestions(): void {
  askAgain = false;
  useSuggestions.setState(NOTHING);
}

async function ask(): Promise<void> {
  while (askAgain) {
    askAgain = false;
    const line = currentLine();
    try {
      const { containers, images, volumes, networks } = await sessionClient().request({
        type: 'sandbox.suggest',
      });
      if (currentLine() === line)
        useSuggestions.setState({ containers, images, volumes, networks });
    } catch {
      // The field stays empty: the learner fills it in, as where nothing is suggested.
    }
  }
}
