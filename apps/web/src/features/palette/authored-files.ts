import { applyEdit } from '@drydock/lab-format/edit';
import type { FileBlock, Step } from '@drydock/lab-format/schema';

/** A file of the lab as it is when a step begins. */
export interface AuthoredFile {
  readonly path: string;
  /** Null: it is not there yet. */
  readonly text: string | null;
  /** Every text that the lab gives it up to the end of the step: what is equal to one of these can be had again. */
  readonly known: ReadonlySet<string>;
  /** What the lab makes of it cannot be told, as where it changes what the learner has written. */
  readonly isUnclear: boolean;
}

export interface Authored {
  /** What a workspace begins with. */
  readonly starters: readonly { readonly path: string; readonly text: string }[];
  readonly steps: readonly Step[];
  /** From 0. */
  readonly step: number;
  /** The text of a block; null where a placeholder in it has no value. */
  readonly textOf: (block: FileBlock) => string | null;
}

/** The files that the lab has touched up to the end of a step, as they are when that step begins. */
export function authoredFiles({ starters, steps, step, textOf }: Authored): AuthoredFile[] {
  const files = new Map<string, Draft>();
  for (const { path, text } of starters) files.set(path, draft(text));
  for (const block of fileBlocks(steps.slice(0, step))) make(files, block, textOf);
  const beginning = new Map(
    [...files].map(([path, { text, isUnclear }]) => [path, { text, isUnclear }]),
  );
  for (const block of fileBlocks(steps.slice(step, step + 1))) make(files, block, textOf);
  return [...files].map(([path, { known }]) => ({
    ...{ path, known },
    ...(beginning.get(path) ?? { text: null, isUnclear: false }),
  }));
}

interface Draft {
  text: string | null;
  readonly known: Set<string>;
  isUnclear: boolean;
}

function make(
  files: Map<string, Draft>,
  { path, block }: { path: string; block: FileBlock },
  textOf: Authored['textOf'],
): void {
  const file = files.get(path) ?? draft(null);
  files.set(path, file);
  const text = textOf(block);
  const { edit = { type: 'write' as const } } = block;
  const edited = text === null ? null : applyEdit(file.text, { edit, text });
  switch (edited?.type) {
    case 'changed':
      file.text = edited.text;
      file.known.add(edited.text);
      // A whole file makes up for whatever was not known before.
      if (edit.type === 'write') file.isUnclear = false;
      return;
    case 'same':
      return;
    default:
      file.isUnclear = true;
  }
}

function draft(text: string | null): Draft {
  return { text, known: new Set(text === null ? [] : [text]), isUnclear: false };
}

function fileBlocks(steps: readonly Step[]): { path: string; block: FileBlock }[] {
  return steps
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) =>
      block.type === 'file' && block.path !== null ? [{ path: block.path, block }] : [],
    );
}
