import type { Code, RootContent } from 'mdast';
import type { Block, FileBlock, OutputBlock, Position, RunBlock } from '../schema.ts';
import { COMMANDS, plainLanguage, readCommands, readElsewhere } from './commands.ts';
import { type FenceAttributes, readFenceAttributes } from './fence-attributes.ts';
import { changeBlock } from './file-changes.ts';
import { finishBlocks } from './finish-blocks.ts';
import { fragmentBlock, isFileLanguage } from './fragment-blocks.ts';
import { notCommands } from './not-commands.ts';
import { readCell } from './notebooks.ts';
import type { Exchange } from './prompts.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';
import { NOTHING_AROUND, type Surroundings } from './surroundings.ts';
import type { Piece } from './unprompted.ts';

/** What stands in the body in place of a fence: its blocks, or the fence itself when it is plain code. */
export function readFence(
  node: Code,
  context: StepContext,
  around: Surroundings = NOTHING_AROUND,
): RootContent[] {
  if (node.value.trim() === '') return [];
  const attributes = readFenceAttributes({
    info: [node.lang, node.meta].filter(Boolean).join(' ').slice(0, 1000),
    at: placeOfInfo(node, context),
    report: context.report,
  });
  const parts = readParts({ node, attributes, context, around });
  if (parts === null) return [{ ...node, lang: attributes.language || null, meta: null }];
  const blocks = parts.filter((part): part is Block => typeof part !== 'string');
  const finished = finishBlocks({ blocks, attributes, at: placeOf(node, context), context });
  context.blocks.push(...finished);
  const places = finished.map(placeholder);
  return parts.map((part) => (typeof part === 'string' ? comment(part) : places.shift()) ?? node);
}

export interface Fence {
  readonly node: Code;
  readonly attributes: FenceAttributes;
  readonly context: StepContext;
  readonly around: Surroundings;
}

/** A block, or words of the author between them. */
type Part = Block | string;

/** Null for plain code that is only shown. */
function readParts(fence: Fence): Part[] | null {
  const { node, attributes, context, around } = fence;
  const { saveAs } = attributes;
  const language = plainLanguage(attributes.language);
  if (saveAs !== null) return [fileBlock(fence, saveAs)];
  if (attributes.change !== null) return [changeBlock(fence, attributes.change)];
  if (attributes.whole || attributes.input !== null) return [wholeBlock(fence)];
  const { readme } = context.soFar;
  if (readme) {
    const pieces = readElsewhere(node.value, language);
    if (pieces !== null) return pieces.flatMap((piece) => fromPiece(fence, piece));
  }
  if (OUTPUTS.has(language)) return [outputBlock(fence, node.value)];
  if (readme) {
    const cell = readCell(node.value, language);
    if (cell !== null) return cell.map(({ code }) => runBlock(fence, { code, complete: true }));
    if (isBelowCell(node, around, context)) return [outputBlock(fence, node.value)];
  }
  if (!COMMANDS.has(language) && language !== '') {
    return readme && isFileLanguage(language) ? [fragmentBlock(fence, language)] : null;
  }
  const other = notCommands(node.value);
  if (other !== null && (readme || language !== '')) {
    return [other === 'tree' ? outputBlock(fence, node.value) : fragmentBlock(fence, other)];
  }
  const pieces = readCommands(node.value, { language, readme });
  if (pieces !== null) return pieces.flatMap((piece) => fromPiece(fence, piece));
  return readme ? [outputBlock(fence, node.value)] : null;
}

const OUTPUTS = new Set(['output', 'text', 'txt', 'plaintext', 'plain', 'log', 'logs']);

/** A notebook's post has the output of a cell right below it, without a fence. */
function isBelowCell(node: Code, { previous }: Surroundings, context: StepContext): boolean {
  if (previous?.type !== 'code' || isFenced(node, context)) return false;
  return readCell(previous.value, previous.lang?.toLowerCase() ?? '') !== null;
}

function isFenced(node: Code, context: StepContext): boolean {
  const offset = node.position?.start.offset ?? 0;
  return /^ {0,3}(?:`{3}|~{3})/.test(context.source.slice(offset, offset + 6));
}

type Command = Pick<Exchange, 'code' | 'complete' | 'where'>;

function fromPiece(fence: Fence, piece: Exchange | Piece): Part[] {
  const parts: Part[] = piece.comment === '' ? [] : [piece.comment];
  if (piece.code !== '') {
    if (!piece.complete) warnOpen(fence, piece.line);
    parts.push(runBlock(fence, piece));
  }
  if (piece.output !== '') parts.push(outputBlock(fence, piece.output));
  return parts;
}

/** Words between two commands, as the author wrote them behind `#`. */
function comment(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] };
}

/** Half a statement would leave the learner's shell waiting for the rest: it gets no run button. */
function warnOpen({ node, context }: Fence, line: number): void {
  context.report.warning(placeOfLine(node, line, context), {
    rule: 'statement',
    message: 'A quote, heredoc or compound command that starts here is never closed.',
    fix: 'close it, or write no-run-button after the language',
  });
}

function runBlock({ attributes, context }: Fence, { code, complete, where }: Command): RunBlock {
  const { runnable, copyable, highlight } = attributes;
  const terminal = attributes.terminal ?? context.soFar.terminal;
  const placeholders = context.soFar.command(code);
  return {
    type: 'run',
    id: context.ids.take('run', code, attributes.terminal ?? ''),
    code,
    language: 'bash',
    terminal,
    runnable: runnable && complete,
    copyable,
    ...(where === undefined ? {} : { where }),
    ...(placeholders.length > 0 ? { placeholders } : {}),
    ...(highlight.length > 0 ? { emphasis: [...highlight] } : {}),
  };
}

/** Typed as it stands; code of another language is shown as such. */
function wholeBlock(fence: Fence): RunBlock {
  const { language } = fence.attributes;
  const block = runBlock(fence, { code: fence.node.value, complete: true });
  return language === '' || COMMANDS.has(language) ? block : { ...block, language };
}

function fileBlock({ node, attributes, context }: Fence, path: string): FileBlock {
  const text = `${node.value.trimEnd()}\n`;
  const { language, highlight } = attributes;
  return {
    type: 'file',
    id: context.ids.take('file', path, text),
    path,
    text,
    language: language || 'text',
    ...(highlight.length > 0 ? { emphasis: [...highlight] } : {}),
  };
}

function outputBlock({ context }: Fence, shown: string): OutputBlock {
  const text = withoutControls(shown);
  context.soFar.output(text);
  return { type: 'output', id: context.ids.take('output', text), text, language: 'text' };
}

/** Colours and movements of the cursor, which a terminal had taken for itself. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** The info string follows the backticks of the first line. */
function placeOfInfo(node: Code, context: StepContext): Position {
  const at = placeOf(node, context);
  const offset = node.position?.start.offset ?? 0;
  const opening = /^(?:`+|~+)[ \t]*/.exec(context.source.slice(offset, offset + 200))?.[0] ?? '';
  return { ...at, column: at.column + opening.length };
}

/** The content of a fence starts on the line after its backticks, that of indented code on its first line. */
function placeOfLine(node: Code, line: number, context: StepContext): Position {
  const at = placeOf(node, context);
  return { ...at, line: at.line + line + (isFenced(node, context) ? 1 : 0) };
}
