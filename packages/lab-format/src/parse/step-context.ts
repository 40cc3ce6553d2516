import type { Node, Nodes, RootContent } from 'mdast';
import type { Report } from '../report.ts';
import type { Block, Position } from '../schema.ts';
import type { Definitions } from './body.ts';
import type { BlockIds } from './ids.ts';
import type { SoFar } from './so-far.ts';
import type { Words } from './words.ts';

/** What the readers of one step share. */
export interface StepContext {
  readonly file: string;
  /** The whole text of `file`. */
  readonly source: string;
  readonly report: Report;
  readonly ids: BlockIds;
  /** Names of the lab's check scripts. */
  readonly checks: ReadonlySet<string>;
  /** In the language of the text. */
  readonly words: Words;
  /** Names of the lab's variables. */
  readonly variables: ReadonlySet<string>;
  /** All files of the lab, by path: images are taken from them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Of the whole file: links and footnotes refer to them. */
  readonly definitions: Definitions;
  /** What the lab's text has said up to here. */
  readonly soFar: SoFar;
  /** Collects the blocks in the order in which they stand. */
  readonly blocks: Block[];
  /** Where each of them stands, by its id. */
  readonly places: Map<string, Position>;
  /** Within a quiz: code is only shown, and nothing becomes a block. */
  readonly plain?: boolean;
}

/** Where a node stands in the lab's source. */
export function placeOf(node: Nodes, context: StepContext): Position {
  const start = node.position?.start;
  return { file: context.file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** Where the character at `index` of a text stands that itself starts at `at`. */
export function placeWithin(at: Position, text: string, index: number): Position {
  const before = text.slice(0, index).split('\n');
  const last = before.at(-1)?.length ?? 0;
  if (before.length === 1) return { ...at, column: at.column + last };
  return { ...at, line: at.line + before.length - 1, column: last + 1 };
}

declare module 'mdast' {
  interface RootContentMap {
    drydockElement: DrydockElement;
  }
  interface BlockContentMap {
    drydockElement: DrydockElement;
  }
  interface PhrasingContentMap {
    drydockElement: DrydockElement;
  }
}

/** An element of ours in the body: a block's place, or a hint's `<details>`. */
export interface DrydockElement extends Node {
  type: 'drydockElement';
  data: { hName: string; hProperties: Record<string, string | string[]> };
  children: RootContent[];
}

/** The place of a block in the body. */
export function placeholder(block: Block): DrydockElement {
  return drydockElement('drydock-block', { id: block.id });
}

export function drydockElement(
  hName: string,
  hProperties: DrydockElement['data']['hProperties'],
  children: DrydockElement['children'] = [],
): DrydockElement {
  return { type: 'drydockElement', data: { hName, hProperties }, children };
}
