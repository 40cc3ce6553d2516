import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Losses, Place } from './losses.ts';

/** A JSON or YAML file: its values, and where each of them stands. */
export interface ForeignData {
  readonly file: string;
  readonly value: unknown;
  /** The line of what is at `path`, or of the nearest thing around it. */
  at(...path: readonly (string | number)[]): Place;
}

export interface DataFile {
  readonly file: string;
  readonly text: string;
  /** The line of the file on which `text` begins. */
  readonly firstLine?: number;
  readonly losses: Losses;
}

/** Reads JSON and YAML alike (one is part of the other); null, and a loss, when it is neither. */
export function readForeignData({
  file,
  text,
  firstLine = 1,
  losses,
}: DataFile): ForeignData | null {
  const lines = new LineCounter();
  const lineAt = (offset: number) => firstLine + Math.max(1, lines.linePos(offset).line) - 1;
  const refuse = (line: number, message: string): null => {
    losses.dropped({ file, line }, { rule: 'syntax', message, fix: 'mend it, and import again' });
    return null;
  };
  if (text.length > MOST_LENGTH || depthOf(text) > MOST_DEPTH) {
    return refuse(1, 'The file is too long, or nested too deeply, to be read.');
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    return refuse(lineAt(error.pos[0]), `The file cannot be read: ${error.message}`);
  }
  let value: unknown;
  try {
    // A few aliases can stand for gigabytes, and no lab needs many.
    value = document.toJS({ maxAliasCount: 20 });
  } catch (problem) {
    if (!(problem instanceof ReferenceError)) throw problem;
    return refuse(1, `The file cannot be read: ${problem.message}`);
  }
  const at = (...path: readonly (string | number)[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(document.contents, path.slice(0, length));
      if (offset !== null) return { file, line: lineAt(offset) };
    }
    return { file, line: firstLine };
  };
  return { file, value, at };
}

/** The value as an object; anything else has no entries. */
export function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text of a value that should be one; numbers are taken as written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

const MOST_LENGTH = 256 * 1024;
/** The YAML parser recurses. */
const MOST_DEPTH = 60;

function depthOf(text: string): number {
  let deepest = 0;
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > deepest) deepest = depth;
  }
  for (const line of text.split('\n')) {
    const markers = /^(?:\s*[-?:](?=\s))+/.exec(line)?.[0].replace(/\s/g, '').length ?? 0;
    const indent = (line.length - line.trimStart().length) / 2;
    deepest = Math.max(deepest, markers, line.trim() === '' ? 0 : indent / 2);
  }
  return deepest;
}

/** Where the key (or the item) at the end of `path` stands. */
function offsetOf(root: Node | null, path: readonly (string | number)[]): number | null {
  let node: unknown = root;
  let offset: number | null = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) return null;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
      node = pair.value;
    } else if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(step)];
      if (!isNode(node)) return null;
      offset = node.range?.[0] ?? null;
    } else return null;
  }
  return offset;
}
