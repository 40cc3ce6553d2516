import type { Link, Paragraph, Parents } from 'mdast';
import { NATIVE } from './foreign-text.ts';
import type { Edit } from './markdown/mapped-text.ts';
import type { PageTree } from './markdown/page.ts';
import { rangeOf } from './markdown/tree.ts';
import { quoted } from './markdown/write.ts';

export interface PortLink {
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly label: string;
  readonly port: number;
  readonly path: string;
  readonly parent: Parents;
  readonly page: PageTree;
}

/** A link to a port: a block when it stands alone in its paragraph, else within the line. */
export function portLink({ start, end, label, port, path, parent, page }: PortLink): Edit {
  const text = label.replace(/\s*\n\s*/g, ' ').trim() || `port ${port}`;
  const target = path === '/' || path === '' ? '' : ` path=${quoted(path)}`;
  if (parent.type === 'paragraph' && isAlone(parent, { start, end }, page)) {
    return { start, end, text: `${NATIVE}::port[${text}]{port=${port}${target}}` };
  }
  if (target !== '') {
    const line = page.text.slice(0, start).split('\n').length;
    const message = `The link opens port ${port}, but not ${path.slice(0, 200)} on it: it stands within a line.`;
    page.losses.changed(page.placeOf(line), {
      rule: 'port',
      message,
      fix: 'write ::port[...]{port path} on a line of its own',
    });
  }
  return { start, end, text: `${NATIVE}:tabLink[${text}]{port=${port}}` };
}

function isAlone(
  parent: Paragraph,
  { start, end }: { start: number; end: number },
  page: PageTree,
): boolean {
  const range = rangeOf(parent);
  const around = page.text.slice(range.start, start) + page.text.slice(end, range.end);
  return around.trim() === '';
}

/** The Markdown between the brackets of a link. */
export function labelOf(node: Link, text: string): string {
  const [first] = node.children;
  const last = node.children.at(-1);
  if (first === undefined || last === undefined) return '';
  return text.slice(rangeOf(first).start, rangeOf(last).end);
}
