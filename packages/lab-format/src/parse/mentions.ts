import type { InlineCode, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { RunBlock } from '../schema.ts';
import { isAskedFor, isInterrupt } from './inline-commands.ts';
import { placeholder, type StepContext } from './step-context.ts';
import { said } from './surroundings.ts';
import { terminalIn } from './terminals.ts';

/** Takes in what the text of a README says of the terminals; each part of it starts in the first one again. */
export function hear(node: RootContent, { soFar }: StepContext): void {
  if (!soFar.readme) return;
  if (node.type === 'heading') soFar.terminal = 'T1';
  else if (node.type === 'paragraph') soFar.terminal = terminalIn(said(node)) ?? soFar.terminal;
}

/** The content of a README's paragraph, with blocks for the commands that it tells to run. */
export function readMentions(paragraph: Paragraph, context: StepContext): PhrasingContent[] {
  const { children } = paragraph;
  if (!context.soFar.readme || context.plain) return children;
  let mentions = 0;
  return children.map((child, index) => {
    if (child.type !== 'inlineCode' || mentions >= MOST_MENTIONS) return child;
    mentions += 1;
    const around = {
      before: textOf(children.slice(Math.max(0, index - REACH), index)).slice(-LONGEST_REACH),
      after: textOf(children.slice(index + 1, index + 1 + REACH)).slice(0, LONGEST_REACH),
    };
    const block = readMention(child, around, context);
    if (block === null) return child;
    context.blocks.push(block);
    return placeholder(block);
  }) as PhrasingContent[];
}

/** Of a paragraph; more are no instructions. */
const MOST_MENTIONS = 200;
/** Nodes, and characters, of a paragraph beside a mention that are looked at. */
const REACH = 12;
const LONGEST_REACH = 600;

function readMention(
  { value }: InlineCode,
  around: { readonly before: string; readonly after: string },
  context: StepContext,
): RunBlock | null {
  const code = value.trim().replace(/^[$!][ \t]+/, '');
  const mention = { code, ...around };
  const key = isInterrupt(mention);
  if (!key && !isAskedFor(mention)) return null;
  const terminal = (key && /^\s*in (T[1-9])\b/.exec(around.after)?.[1]) || context.soFar.terminal;
  const typed = key ? '^C' : code;
  const placeholders = key ? [] : context.soFar.command(code);
  return {
    type: 'run',
    id: context.ids.take('run', typed, 'inline'),
    code: typed,
    language: 'bash',
    terminal,
    runnable: true,
    copyable: true,
    inline: true,
    ...(key ? { input: 'keys' } : {}),
    ...(placeholders.length > 0 ? { placeholders } : {}),
  };
}

function textOf(nodes: readonly PhrasingContent[]): string {
  return nodes.map((node) => said(node)).join('');
}
