import { filledCode, missingIn, type Piece, piecesOf } from '@drydock/lab-format/fill';
import type { Block, FileBlock, Placeholder, RunBlock } from '@drydock/lab-format/schema';
import { blankKey, useBlanks } from '../../stores/blanks-store.ts';
import { writeFile } from '../../stores/file-actions.ts';
import { useSession } from '../../stores/session-store.ts';
import { useVariables, variableIn } from '../../stores/variables-store.ts';
import { typeInto } from '../terminal/type-into.ts';
import { makeEdit } from './make-edit.ts';

/**
 * Whether a page can do all of it: files first, then commands of one terminal, each of them known in full. A file after
 * a command, or a command of another terminal, would have to wait for its end, and what is asked for is the learner's
 * to fill in.
 */
export function canApply(blocks: readonly Block[]): boolean {
  const doing = blocks.filter(doesSomething);
  const firstRun = doing.findIndex(({ type }) => type === 'run');
  const lastFile = doing.findLastIndex(({ type }) => type === 'file');
  if (doing.length === 0 || (firstRun !== -1 && lastFile > firstRun)) return false;
  const runs = runsIn(doing);
  return (
    doing.every((block) => block.type === 'run' || block.path !== null) &&
    runs.every(
      (run, index) =>
        run.terminal === runs[0]?.terminal &&
        waitsForPrompt(run, index) &&
        (run.placeholders ?? []).every(({ kind }) => kind === 'hub-user' || kind === 'variable'),
    )
  );
}

/** What is typed into a program, or ends one, does not wait for the command before it. */
function waitsForPrompt({ input = 'command', where, interrupt }: RunBlock, index: number): boolean {
  return input === 'command' && where !== 'container' && (!interrupt || index === 0);
}

/**
 * Does what the blocks say, in their order. Commands wait for the prompt. Where a value is missing, nothing is done,
 * and what is missing is in the answer. Throws ProblemError.
 */
export async function applyBlocks(blocks: readonly Block[]): Promise<readonly Placeholder[]> {
  const doing = blocks.filter(doesSomething);
  const missing = doing.flatMap((block) => missingIn(filledIn(block)));
  if (missing.length > 0) return missing;
  for (const block of doing) {
    if (block.type === 'file') await applyFile(block);
  }
  // Not one by one: the second waits in the queue while the first is typed, as after two clicks.
  await Promise.all(runsIn(doing).map(applyRun));
  return [];
}

function runsIn(blocks: readonly Block[]): RunBlock[] {
  return blocks.filter((block) => block.type === 'run');
}

function filledIn(block: RunBlock | FileBlock): readonly Piece[] {
  const code = block.type === 'run' ? block.code : block.text;
  return piecesOf(code, block.placeholders ?? [], valueNow);
}

/** The text of a file block with all that stands for its placeholders; null where something is missing. */
export function knownText(block: FileBlock): string | null {
  const pieces = filledIn(block);
  return missingIn(pieces).length > 0 ? null : filledCode(pieces);
}

/** Whether a block does something in the sandbox when it is applied. */
function doesSomething(block: Block): block is RunBlock | FileBlock {
  return (
    block.type === 'file' || (block.type === 'run' && block.runnable && block.where !== 'host')
  );
}

async function applyFile(block: FileBlock): Promise<void> {
  const { path, edit } = block;
  if (path === null) return;
  const filled = filledCode(filledIn(block));
  if (!edit || edit.type === 'write') await writeFile(path, filled);
  else await makeEdit({ path, edit, text: filled });
}

async function applyRun(block: RunBlock): Promise<void> {
  const { terminal, input, interrupt, where, id } = block;
  await typeInto({
    ...{ terminal, text: filledCode(filledIn(block)), block: id },
    ...(input && { input }),
    ...(interrupt && { interrupt }),
    ...(where && { where }),
  });
}

function valueNow(placeholder: Placeholder): string {
  if (placeholder.kind === 'variable')
    return variableIn(useVariables.getState(), placeholder.label);
  const { filled } = useBlanks.getState();
  return filled[blankKey(placeholder)] ?? useSession.getState().hub?.username ?? '';
}
