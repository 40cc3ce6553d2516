import { filledCode, missingIn, piecesOf } from '@drydock/lab-format/fill';
import type { Block, FileBlock, Placeholder, RunBlock } from '@drydock/lab-format/schema';
import { blankKey, useBlanks } from '../../stores/blanks-store.ts';
import { writeFile } from '../../stores/file-actions.ts';
import { useSession } from '../../stores/session-store.ts';
import { useVariables, variableIn } from '../../stores/variables-store.ts';
import { typeInto } from '../terminal/type-into.ts';
import { makeEdit } from './make-edit.ts';

/**
 * Whether a page can do all of it: files first, then commands, each of them known in full. A file after a command
 * would have to wait for its end, and what is asked for is the learner's to fill in.
 */
export function canApply(blocks: readonly Block[]): boolean {
  const doing = blocks.filter(doesSomething);
  const firstRun = doing.findIndex(({ type }) => type === 'run');
  const lastFile = doing.findLastIndex(({ type }) => type === 'file');
  if (doing.length === 0 || (firstRun !== -1 && lastFile > firstRun)) return false;
  return doing.every((block) =>
    block.type === 'run'
      ? (block.placeholders ?? []).every(({ kind }) => kind === 'hub-user' || kind === 'variable')
      : block.path !== null,
  );
}

/** Does what the blocks say, in their order. Commands wait for the prompt. Throws ProblemError. */
export async function applyBlocks(blocks: readonly Block[]): Promise<void> {
  for (const block of blocks) {
    if (block.type === 'file') await applyFile(block);
  }
  // Not one by one: the second waits in the queue while the first is typed, as after two clicks.
  const runs = blocks.filter(
    (block): block is RunBlock => block.type === 'run' && doesSomething(block),
  );
  await Promise.all(runs.map(applyRun));
}

/** Whether a block does something in the sandbox when it is applied. */
function doesSomething(block: Block): block is RunBlock | FileBlock {
  return (
    block.type === 'file' || (block.type === 'run' && block.runnable && block.where !== 'host')
  );
}

async function applyFile({ path, edit, text, placeholders = [] }: FileBlock): Promise<void> {
  if (path === null) return;
  const filled = filledCode(piecesOf(text, placeholders, valueNow));
  if (!edit || edit.type === 'write') await writeFile(path, filled);
  else await makeEdit({ path, edit, text: filled });
}

async function applyRun(block: RunBlock): Promise<void> {
  const pieces = piecesOf(block.code, block.placeholders ?? [], valueNow);
  if (missingIn(pieces).length > 0) return;
  const { terminal, input, interrupt, where, id } = block;
  await typeInto({
    ...{ terminal, text: filledCode(pieces), block: id },
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
