import type { Block, FileBlock, Lab, RunBlock } from '@drydock/lab-format';
import { align } from './align.ts';
import type { Entry } from './expected.ts';

/** How a document became a lab, beside what somebody says it holds. Counts, but for the lists of places. */
export interface Score {
  readonly seed: string;
  /** Commands in fences. */
  readonly expected: number;
  readonly found: number;
  readonly missed: number;
  /** Blocks with a run button, of fences or within lines, that nothing expected stands for. */
  readonly spurious: number;
  readonly outputs: Part;
  readonly files: Part;
}

export interface Part {
  readonly expected: number;
  readonly right: number;
}

/** The rest is for people. */
export interface DetailedScore extends Score {
  /** Commands within lines of text that the text tells to run. */
  readonly inline: Part;
  /** Keys to press, where the text says so. */
  readonly keys: Part;
  /** `000:36 output ...`: what is not as expected. */
  readonly faults: readonly string[];
}

export function scoreLab(seed: string, entries: readonly Entry[], lab: Lab | null): DetailedScore {
  const blocks = lab?.steps.flatMap((step) => step.blocks) ?? [];
  const partners = align(entries, blocks, fits);
  const faults: string[] = [];
  const judged = entries.map((entry, index) => {
    const block = blocks[partners[index] ?? -1];
    const right = isRight(entry, block, { entries, index, blocks });
    if (!right && isCounted(entry))
      faults.push(`${seed}:${entry.line} ${entry.kind} ${short(entry.command)}`);
    return { entry, right };
  });
  const paired = new Set(partners);
  const spurious = blocks.filter(
    (block, index) => block.type === 'run' && block.runnable && !paired.has(index),
  ) as RunBlock[];
  faults.push(...spurious.map(({ code }) => `${seed} spurious ${short(code)}`));
  const count = (what: (entry: Entry) => boolean): Part => {
    const those = judged.filter(({ entry }) => what(entry));
    return { expected: those.length, right: those.filter(({ right }) => right).length };
  };
  const commands = count(isFenced);
  return {
    seed,
    expected: commands.expected,
    found: commands.right,
    missed: commands.expected - commands.right,
    spurious: spurious.length,
    outputs: count(({ kind }) => kind === 'output'),
    files: count(({ kind }) => kind === 'file'),
    inline: count(isInlineToRun),
    keys: count(isKey),
    faults,
  };
}

const isFenced = ({ kind, source }: Entry): boolean => kind === 'command' && source !== 'inline';
const isInlineToRun = ({ kind, source, runnable }: Entry): boolean =>
  kind === 'command' && source === 'inline' && runnable !== 'mention';
const isKey = ({ kind, needs }: Entry): boolean => kind === 'manual' && needs === 'Ctrl+C';

function isCounted(entry: Entry): boolean {
  const { kind } = entry;
  return (
    kind === 'output' || kind === 'file' || isFenced(entry) || isInlineToRun(entry) || isKey(entry)
  );
}

/** The texts are compared character by character, but for blanks at the ends of lines and blank lines around. */
function fits(entry: Entry, block: Block): boolean {
  switch (block.type) {
    case 'run':
      if (!block.runnable) return false;
      if (block.input === 'keys') return isKey(entry);
      if (block.inline) return isInlineToRun(entry) && same(entry.command, block.code);
      return isFenced(entry) && same(entry.command, block.code);
    case 'output':
      return entry.kind === 'output' && same(entry.command, block.text);
    case 'file':
      return entry.kind === 'file' && same(entry.command, block.text);
    default:
      return false;
  }
}

interface Place {
  readonly entries: readonly Entry[];
  readonly index: number;
  readonly blocks: readonly Block[];
}

function isRight(entry: Entry, block: Block | undefined, place: Place): boolean {
  if (entry.kind === 'output' && isComment(entry.command)) {
    // Comments between two prompts are skipped, as the format says: nothing may stand for them.
    return !place.blocks.some(
      (other) => other.type === 'output' && same(entry.command, other.text),
    );
  }
  if (block === undefined) return false;
  return block.type !== 'file' || isRightChange(entry, block, place);
}

/** Whether the block changes the file in the way that is expected; what only explains must change none. */
function isRightChange(
  entry: Entry,
  { path, edit }: FileBlock,
  { entries, index }: Place,
): boolean {
  const op = entry.op ?? 'none';
  const shows = op === 'none' || op === 'replace-from' || (entry.illustrative ?? false);
  if (shows) return path === null;
  const earlier = entries.slice(0, index).findLast(({ kind }) => kind === 'file')?.command ?? '';
  // To write what the file should look like by now does no harm, and neither does to show it only.
  if (op === 'state-check') return (path === null || path === entry.path) && edit === undefined;
  if (path !== entry.path) return false;
  const [verb = '', target = ''] = op.split(':');
  switch (verb) {
    case 'write':
      return edit === undefined;
    case 'append':
    case 'remove':
      return edit?.type === verb;
    case 'insert-top':
      return edit?.type === 'prepend';
    case 'insert-after':
      return edit?.type === 'insert' && edit.match.includes(target);
    case 'insert-before':
      return edit?.type === 'insert' && !edit.match.includes(target);
    case 'insert-below-previous':
      return edit?.type === 'insert' && same(edit.match, earlier);
    case 'replace-to':
      return edit?.type === 'replace' && same(edit.match, earlier);
    case 'replace-line':
      return edit?.type === 'replace' && edit.match.startsWith(target);
    default:
      return false;
  }
}

function isComment(text: string): boolean {
  const filled = text.split('\n').filter((line) => line.trim() !== '');
  return filled.length > 0 && filled.every((line) => /^\s*#/.test(line));
}

function same(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

/** Every text is compared with many others. */
const normalised = new Map<string, string>();

function normal(text: string): string {
  const known = normalised.get(text);
  if (known !== undefined) return known;
  const lines = text.split('\n').map((line) => line.trimEnd());
  const result = lines.join('\n').replace(/^\n+|\n+$/g, '');
  normalised.set(text, result);
  return result;
}

function short(text: string): string {
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 70)}…` : text);
}
