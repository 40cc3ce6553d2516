import type { Placeholder } from '../schema.ts';
import { findPlaceholders, pushedNamespaces } from './placeholders.ts';
import { createSamples } from './samples.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspace-files.ts';

/** What a lab's text has said up to the place that is being read. One for the whole lab, its steps in order. */
export interface SoFar {
  /** A document without annotations: more is guessed from its words. */
  readonly readme: boolean;
  readonly files: WorkspaceFiles;
  /** The terminal that the text speaks of. */
  terminal: string;
  /** Takes in a command: what it must have filled in, and what it tells about later ones. */
  command(code: string): Placeholder[];
  output(text: string): void;
}

export interface About {
  readonly readme: boolean;
  /** The whole text: the author's name at the hub stands in commands before the one that pushes. */
  readonly text: string;
  /** What is in the workspace from the start, by path. */
  readonly given?: ReadonlyMap<string, string>;
}

export function createSoFar({ readme, text, given }: About): SoFar {
  const samples = createSamples();
  const namespaces = new Set(readme ? pushedNamespaces(text) : []);
  const files = createWorkspaceFiles(given);
  let last = '';
  return {
    readme,
    files,
    terminal: 'T1',
    command(code) {
      const placeholders = findPlaceholders(code, { samples, namespaces, readme });
      samples.give(code);
      files.follow(code);
      last = code;
      return placeholders;
    },
    output(text) {
      samples.learn(last, text);
      last = '';
    },
  };
}
