import type { Code, RootContent } from 'mdast';
import type { Block, FileBlock, OutputBlock, Position, RunBlock } from '../schema.ts';
import { type FenceAttributes, readFenceAttributes } from './fence-attributes.ts';
import { type Exchange, readExchanges } from './prompts.ts';
import { type Statement, splitStatements } from './statements.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';

/** What stands in the body in place of a fence: its blocks, or the fence itself when it is plain code. */
export function readFence(node: Code, context: StepContext): RootContent[] {
  if (node.value.trim() === '') return [];
  const attributes = readFenceAttributes({
    info: [node.lang, node.meta].filter(Boolean).join(' ').slice(0, 1000),
    at: placeOfInfo(node, context),
    report: context.report,
  });
  const blocks = readBlocks({ node, attributes, context });
  if (blocks === null) return [{ ...node, lang: attributes.language || null, meta: null }];
  context.blocks.push(...blocks);
  return blocks.map(placeholder);
}

interface Fence {
  readonly node: Code;
  readonly attributes: FenceAttributes;
  readonly context: StepContext;
}

/** Null for plain code that is only shown. */
function readBlocks(fence: Fence): Block[] | null {
  const { node, attributes } = fence;
  const { language, saveAs } = attributes;
  if (saveAs !== null) return [fileBlock(fence, saveAs)];
  if (attributes.whole) return [wholeBlock(fence)];
  if (OUTPUTS.has(language)) return [outputBlock(fence, node.value)];
  if (!COMMANDS.has(language) && language !== '') return null;
  const exchanges = readExchanges(node.value);
  if (exchanges !== null) return exchanges.flatMap((exchange) => fromExchange(fence, exchange));
  // Without a language there must be a prompt to tell a command from anything else.
  if (language === '') return null;
  return splitStatements(node.value).map((statement) => fromStatement(fence, statement));
}

const COMMANDS = new Set(['console', 'sh', 'bash', 'shell', 'shell-session']);
const OUTPUTS = new Set(['output', 'text', 'txt', 'plaintext']);

function fromExchange(fence: Fence, exchange: Exchange): Block[] {
  const blocks: Block[] = [];
  if (exchange.code !== '') {
    if (!exchange.complete) warnOpen(fence, exchange.line);
    blocks.push(runBlock(fence, exchange.code, exchange.complete));
  }
  if (exchange.output !== '') blocks.push(outputBlock(fence, exchange.output));
  return blocks;
}

function fromStatement(fence: Fence, { code, line, complete }: Statement): Block {
  if (!complete) warnOpen(fence, line);
  return runBlock(fence, code, complete);
}

/** Half a statement would leave the learner's shell waiting for the rest: it gets no run button. */
function warnOpen({ node, context }: Fence, line: number): void {
  context.report.warning(placeOfLine(node, line, context), {
    rule: 'statement',
    message: 'A quote, heredoc or compound command that starts here is never closed.',
    fix: 'close it, or write no-run-button after the language',
  });
}

function runBlock({ attributes, context }: Fence, code: string, complete: boolean): RunBlock {
  const { runnable, copyable, terminal, highlight } = attributes;
  return {
    type: 'run',
    id: context.ids.take('run', code, terminal ?? ''),
    code,
    language: 'bash',
    terminal: terminal ?? 'T1',
    runnable: runnable && complete,
    copyable,
    ...(highlight.length > 0 ? { emphasis: [...highlight] } : {}),
  };
}

/** Typed as it stands; code of another language is shown as such. */
function wholeBlock(fence: Fence): RunBlock {
  const { language } = fence.attributes;
  const block = runBlock(fence, fence.node.value, true);
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

function outputBlock({ context }: Fence, text: string): OutputBlock {
  return { type: 'output', id: context.ids.take('output', text), text, language: 'text' };
}

/** The info string follows the backticks of the first line. */
function placeOfInfo(node: Code, context: StepContext): Position {
  const at = placeOf(node, context);
  const offset = node.position?.start.offset ?? 0;
  const opening = /^(?:`+|~+)[ \t]*/.exec(context.source.slice(offset, offset + 200))?.[0] ?? '';
  return { ...at, column: at.column + opening.length };
}

/** The content starts on the line after the opening backticks. */
function placeOfLine(node: Code, line: number, context: StepContext): Position {
  const at = placeOf(node, context);
  return { ...at, line: at.line + 1 + line };
}
