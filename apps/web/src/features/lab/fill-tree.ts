import type { Piece } from '@drydock/lab-format/fill';
import type { Element, Root, RootContent, Text } from 'hast';
import { messages } from '../../i18n/messages.ts';

/**
 * Highlighted code with values in the place of its placeholders, each in an element of its own, whichever tokens
 * the highlighter had cut it into. Null when the tree is not that of `code`.
 */
export function fillTree(tree: Root, code: string, pieces: readonly Piece[]): Root | null {
  if (textOf(tree) !== code) return null;
  const blanks: Blank[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = piece.type === 'text' ? piece.text.length : piece.placeholder.text.length;
    if (piece.type === 'blank') blanks.push({ start: offset, end: offset + length, piece });
    offset += length;
  }
  let at = 0;
  const walk = (node: RootContent): RootContent[] => {
    if (node.type === 'text') {
      const start = at;
      at += node.value.length;
      return split(node, start, blanks);
    }
    if (node.type !== 'element') return [node];
    return [{ ...node, children: node.children.flatMap(walk) as Element['children'] }];
  };
  return { ...tree, children: tree.children.flatMap(walk) };
}

/** Looks as what it stands for, and is said as such. */
function blankElement({ placeholder, value }: Blank['piece']): Element {
  return {
    type: 'element',
    tagName: 'mark',
    properties: {
      'data-filled': value === '' ? 'no' : 'yes',
      title: value === '' ? messages().blocks.run.fillIn(placeholder.label) : placeholder.label,
    },
    children: [{ type: 'text', value: value || placeholder.text }],
  };
}

interface Blank {
  readonly start: number;
  readonly end: number;
  readonly piece: Extract<Piece, { type: 'blank' }>;
}

/** The parts of one text that are code, with a blank where one begins in it. */
function split({ value }: Text, start: number, blanks: readonly Blank[]): RootContent[] {
  const parts: RootContent[] = [];
  const end = start + value.length;
  let done = start;
  const addText = (until: number) => {
    if (until > done) parts.push({ type: 'text', value: value.slice(done - start, until - start) });
    done = Math.max(done, until);
  };
  for (const blank of blanks) {
    if (blank.end <= start || blank.start >= end) continue;
    addText(blank.start);
    if (blank.start >= start) parts.push(blankElement(blank.piece));
    done = Math.min(blank.end, end);
  }
  addText(end);
  return parts;
}

function textOf(node: Root | RootContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node
    ? node.children.map((child) => textOf(child as RootContent)).join('')
    : '';
}
