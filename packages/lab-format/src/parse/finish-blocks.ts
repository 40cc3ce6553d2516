import type { Block, Position, RunBlock } from '../schema.ts';
import type { RunAttributes } from './fence-attributes.ts';
import type { StepContext } from './step-context.ts';
import { variablePlaceholders } from './variables.ts';

export interface Unfinished {
  readonly blocks: readonly Block[];
  readonly attributes: RunAttributes;
  /** Where the fence or the inline code starts. */
  readonly at: Position;
  readonly context: StepContext;
}

/** Gives the blocks of one fence, or of one inline code, what its attributes say of how they are typed. */
export function finishBlocks(unfinished: Unfinished): Block[] {
  const { blocks, attributes, at, context } = unfinished;
  const first = blocks.find((block) => block.type === 'run');
  return blocks.map((block) => {
    if (block.type !== 'run' && block.type !== 'file') return block;
    const text = block.type === 'run' ? block.code : block.text;
    const placeholders = [
      ...(block.placeholders ?? []),
      ...variablePlaceholders(text, at, context),
    ].toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0));
    const filled = placeholders.length > 0 ? { placeholders } : {};
    if (block.type === 'file') return { ...block, ...filled };
    const { input, where } = attributes;
    return {
      ...block,
      ...filled,
      ...(input === null ? {} : { input, code: typed(block, unfinished) }),
      // What runs is ended once, before the first of several commands.
      ...(attributes.interrupt && block === first ? { interrupt: true } : {}),
      ...(where === null ? {} : { where }),
    };
  });
}

function typed(
  { code }: RunBlock,
  { attributes, at, context }: Omit<Unfinished, 'blocks'>,
): string {
  if (attributes.input !== 'keys') return code;
  const key = code.trim();
  if (!KEY.test(key)) {
    context.report.error(at, {
      rule: 'fence-attribute',
      message: `"${key.slice(0, 40)}" is not a key.`,
      fix: 'write one key, such as ^C for Ctrl+C',
    });
  }
  return key;
}

/** Caret notation, from `^@` to `^_`, and `^?` for Delete. */
const KEY = /^\^[@A-Z[\\\]^_?]$/;
