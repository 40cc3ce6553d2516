import type { BlockContent, Node, Nodes, PhrasingContent } from 'mdast';
import type { Report } from '../report.ts';
import type { Block, Position } from '../schema.ts';
import type { BlockIds } from './ids.ts';

/** What the readers of one step share. */
export interface StepContext {
  readonly file: string;
  /** The whole text of `file`. */
  readonly source: string;
  readonly report: Report;
  readonly ids: BlockIds;
  /** Names of the lab's check scripts. */
  readonly checks: ReadonlySet<string>;
  /** All files of the lab, by path: images are taken from them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Collects the blocks in the order in which they stand. */
  readonly blocks: Block[];
}

/** Where a node stands in the lab's source. */
export function placeOf(node: Nodes, context: StepContext): Position {
  const start = node.position?.start;
  return { file: context.file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

declare module 'mdast' {
  interface RootContentMap {
    drydockElement: DrydockElement;
  }
  interface BlockContentMap {
    drydockElement: DrydockElement;
  }
}

/** An element of ours in the body: a block's place, or a hint's `<details>`. */
export interface DrydockElement extends Node {
  type: 'drydockElement';
  data: { hName: string; hProperties: Record<string, string | string[]> };
  children: (BlockContent | PhrasingContent)[];
}

/** The place of a block in the body. */
export function placeholder(block: Block): DrydockElement {
  return {
    type: 'drydockElement',
    data: { hName: 'drydock-block', hProperties: { id: block.id } },
    children: [],
  };
}
