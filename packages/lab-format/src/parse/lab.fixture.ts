import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { Block, Lab } from '../schema.ts';
import { type ParsedLab, parseLab } from './parse-lab.ts';

/** A lab from texts by path; `lab.md` alone may be given as a string. */
export function parse(files: string | Readonly<Record<string, string | Uint8Array>>): ParsedLab {
  const given = typeof files === 'string' ? { 'lab.md': files } : files;
  const encoder = new TextEncoder();
  return parseLab({
    slug: 'a-lab',
    files: new Map(
      Object.entries(given).map(([path, content]) => [
        path,
        typeof content === 'string' ? encoder.encode(content) : content,
      ]),
    ),
  });
}

/** The lab of files that have no errors. */
export function labOf(files: Parameters<typeof parse>[0]): Lab {
  const { lab, diagnostics } = parse(files);
  if (lab === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return lab;
}

/** The blocks of a Markdown text that is one step. */
export function blocksOf(markdown: string): Block[] {
  return labOf(markdown).steps.flatMap((step) => step.blocks);
}

/** Each diagnostic as `file:line:column severity rule`. */
export function places(files: Parameters<typeof parse>[0]): string[] {
  return parse(files).diagnostics.map(
    ({ file, line, column, severity, rule }) => `${file}:${line}:${column} ${severity} ${rule}`,
  );
}

/** The elements of a tree with this name. */
export function elements(tree: Root, tagName: string): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (node) => {
    if (node.tagName === tagName) found.push(node);
  });
  return found;
}

/** All text of a tree or element. */
export function textIn(tree: Root | Element): string {
  let text = '';
  visit(tree, 'text', (node) => {
    text += node.value;
  });
  return text;
}
