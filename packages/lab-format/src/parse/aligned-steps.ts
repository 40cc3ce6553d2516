import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Report } from '../report.ts';
import type { Block, Position, Step } from '../schema.ts';
import type { ReadStep } from './read-step.ts';

export interface Translated {
  readonly own: ReadStep;
  readonly translated: ReadStep;
  readonly report: Report;
}

/**
 * The translated step with the ids of the lab's own blocks, so that progress is the same in each language.
 * Warns of commands, files and checks that are not those of the lab.
 */
export function alignStep({ own, translated, report }: Translated): Step {
  const { pairs, missing, extra } = pairBlocks(own.blocks, translated.blocks);
  const ids = new Map<string, string>();
  const placeOf = (step: ReadStep, { id }: Block): Position => step.places.get(id) ?? step.at;
  for (const { of, by } of pairs) {
    ids.set(by.id, of.id);
    if (!isSame(of, by)) {
      report.warning(placeOf(translated, by), {
        rule: 'translation',
        message: `${named(by)} is not the same as ${named(of)} at ${shown(placeOf(own, of))}.`,
        fix: 'make them the same, but for comments',
      });
    }
  }
  for (const block of missing.filter(isAction)) {
    report.warning(translated.at, {
      rule: 'translation',
      message: `This step lacks ${named(block)} of ${shown(placeOf(own, block))}.`,
      fix: 'add it',
    });
  }
  for (const block of extra.filter(isAction)) {
    report.warning(placeOf(translated, block), {
      rule: 'translation',
      message: `${named(block)} is not in the step at ${shown(own.at)}.`,
      fix: 'remove it, or add it there',
    });
  }
  return {
    id: own.id,
    title: translated.title,
    body: withIds(translated.body, ids),
    blocks: translated.blocks.map((block) => ({ ...block, id: ids.get(block.id) ?? block.id })),
  };
}

interface Pairs {
  readonly pairs: { readonly of: Block; readonly by: Block }[];
  readonly missing: readonly Block[];
  readonly extra: readonly Block[];
}

/** Blocks of the same content belong together; of the rest, those of one type in their order. */
function pairBlocks(own: readonly Block[], translated: readonly Block[]): Pairs {
  const byId = new Map(translated.map((block) => [block.id, block]));
  const pairs: Pairs['pairs'] = [];
  const waiting = new Map<Block['type'], Block[]>();
  for (const of of own) {
    const by = byId.get(of.id);
    if (by === undefined) {
      const sameType = waiting.get(of.type) ?? [];
      sameType.push(of);
      waiting.set(of.type, sameType);
    } else {
      pairs.push({ of, by });
      byId.delete(of.id);
    }
  }
  const extra: Block[] = [];
  for (const by of byId.values()) {
    const of = waiting.get(by.type)?.shift();
    if (of === undefined) extra.push(by);
    else pairs.push({ of, by });
  }
  return { pairs, missing: [...waiting.values()].flat(), extra };
}

/** Sample output, questions and links may say something else in another language. */
function isAction({ type }: Block): boolean {
  return type === 'run' || type === 'file' || type === 'check';
}

function isSame(a: Block, b: Block): boolean {
  if (a.type === 'run' && b.type === 'run') {
    return a.terminal === b.terminal && withoutComments(a.code) === withoutComments(b.code);
  }
  if (a.type === 'file' && b.type === 'file') {
    const isSameEdit = JSON.stringify(a.edit) === JSON.stringify(b.edit);
    return a.path === b.path && isSameEdit && withoutComments(a.text) === withoutComments(b.text);
  }
  return a.type === 'check' && b.type === 'check' ? a.name === b.name : true;
}

/** Comments are translated; `#!/bin/sh` and `# syntax=` are none. */
function withoutComments(code: string): string {
  const lines = code.split('\n');
  return lines.filter((line) => !/^\s*(?:#(?!!|\s*syntax=)|\/\/)/.test(line)).join('\n');
}

function named(block: Block): string {
  if (block.type === 'run') return `The command \`${short(block.code)}\``;
  if (block.type === 'file') return `The file ${block.path ?? `\`${short(block.text)}\``}`;
  return block.type === 'check' ? `The check "${block.name}"` : `The ${block.type}`;
}

function short(code: string): string {
  const [line = ''] = code.split('\n');
  return line.length < code.length || line.length > 60 ? `${line.slice(0, 60)}...` : line;
}

function shown({ file, line }: Position): string {
  return `${file}:${line}`;
}

function withIds(body: Root, ids: ReadonlyMap<string, string>): Root {
  visit(body, 'element', (node) => {
    const id = String(node.properties.id ?? '');
    if (node.tagName === 'drydock-block') node.properties.id = ids.get(id) ?? id;
  });
  return body;
}
