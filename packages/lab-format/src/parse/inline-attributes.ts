import type { InlineCode, Node, RootContent, Text } from 'mdast';
import type { Position, RunBlock } from '../schema.ts';
import { nearest } from '../suggest.ts';
import { readInlineAttributes } from './fence-attributes.ts';
import { finishBlocks } from './finish-blocks.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';

declare module 'mdast' {
  interface RootContentMap {
    drydockInline: InlineAction;
  }
}

/** Inline code with braces right after it: `` `docker ps`{run} ``. */
export interface InlineAction extends Node {
  type: 'drydockInline';
  code: InlineCode;
  action: 'run' | 'copy';
  /** What else stands in the braces. */
  info: string;
  /** Where `info` starts. */
  at: Position;
}

/** Joins inline code to the braces that follow it, if their first word is `run` or `copy`; all else stays text. */
export function joinActions(nodes: readonly RootContent[], context: StepContext): RootContent[] {
  const joined: RootContent[] = [];
  for (const node of nodes) {
    const code = joined.at(-1);
    const braces = node.type === 'text' && code?.type === 'inlineCode' && BRACES.exec(node.value);
    if (node.type !== 'text' || code?.type !== 'inlineCode' || !braces) {
      joined.push(node);
      continue;
    }
    const [whole, word = '', info = ''] = braces;
    const at = placeOf(node, context);
    if (word !== 'run' && word !== 'copy') {
      warnMisspelt(word, at, context);
      joined.push(node);
      continue;
    }
    joined.pop();
    joined.push({
      type: 'drydockInline',
      code,
      action: word,
      info,
      at: { ...at, column: at.column + 1 + word.length },
      ...(code.position ? { position: code.position } : {}),
    });
    if (whole.length < node.value.length) joined.push(textAfter(node, whole));
  }
  return joined;
}

/** A command to click in a line of text; for `copy`, one that can only be copied. */
export function readInlineAction(node: InlineAction, context: StepContext): RootContent[] {
  if (context.plain) return [node.code];
  const attributes = readInlineAttributes({ info: node.info, at: node.at, report: context.report });
  const code = node.code.value;
  const terminal = attributes.terminal ?? context.soFar.terminal;
  const placeholders = context.soFar.command(code);
  const block: RunBlock = {
    type: 'run',
    id: context.ids.take('run', code, attributes.terminal ?? '', 'inline'),
    code,
    language: 'bash',
    terminal,
    runnable: attributes.runnable && node.action === 'run',
    copyable: attributes.copyable,
    inline: true,
    ...(placeholders.length > 0 ? { placeholders } : {}),
  };
  const finished = finishBlocks({
    blocks: [block],
    attributes,
    at: placeOf(node.code, context),
    context,
  });
  context.blocks.push(...finished);
  return finished.map(placeholder);
}

const BRACES = /^\{([\w-]{1,20})((?:[ \t][^{}\n]{0,300})?)\}/;

function textAfter(node: Text, braces: string): Text {
  const value = node.value.slice(braces.length);
  if (node.position === undefined) return { type: 'text', value };
  const { start, end } = node.position;
  const { line, column, offset } = start;
  const moved = { line, column: column + braces.length };
  const from = offset === undefined ? moved : { ...moved, offset: offset + braces.length };
  return { type: 'text', value, position: { start: from, end } };
}

function warnMisspelt(word: string, at: Position, context: StepContext): void {
  const meant = nearest(word, ['run', 'copy']);
  if (meant === undefined) return;
  context.report.warning(at, {
    rule: 'directive',
    message: `"{${word}}" after inline code stays text.`,
    fix: `did you mean {${meant}}?`,
  });
}
