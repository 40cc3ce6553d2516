import type { Report } from '../report.ts';
import type { Block, Position, Step } from '../schema.ts';
import { readNodes } from './blocks.ts';
import { renderBody } from './body.ts';
import { createBlockIds } from './ids.ts';
import type { Page } from './page-files.ts';
import type { SoFar } from './so-far.ts';
import { wordsOf } from './words.ts';

/** What the steps of a lab in one language share. */
export interface Reading {
  /** The lab's title, for a step without one of its own. */
  readonly title: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Names of the lab's checks. */
  readonly checks: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly language: string;
  readonly report: Report;
  readonly soFar: SoFar;
}

/** A step, and where it and its blocks stand. */
export interface ReadStep extends Step {
  readonly at: Position;
  /** By id of a block. */
  readonly places: ReadonlyMap<string, Position>;
}

export function readStep(page: Page, id: string, reading: Reading): ReadStep {
  const { language, title, ...shared } = reading;
  const blocks: Block[] = [];
  const places = new Map<string, Position>();
  shared.soFar.terminal = 'T1';
  const nodes = readNodes(page.nodes, {
    ...shared,
    file: page.file,
    source: page.source,
    ids: createBlockIds(id),
    definitions: page.definitions,
    words: wordsOf(language),
    blocks,
    places,
  });
  return {
    id,
    title: page.title || title,
    body: renderBody(nodes, page.definitions),
    blocks,
    at: { file: page.file, line: page.line, column: 1 },
    places,
  };
}
