import type { Element, Root } from 'hast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Step } from '../schema.ts';

/**
 * Makes links to headings (`[build](#build-it)`, as GitHub names them) lead to the page that has the heading:
 * `#/2` is the second step. In the same step they lead to the heading itself, and nowhere when there is none.
 * `original` are the steps that these translate. Changes the bodies.
 */
export function linkWithin(steps: readonly Step[], original: readonly Step[] = []): void {
  const targets = new Map([...targetsOf(original), ...targetsOf(steps)]);
  for (const { body } of steps) {
    const headings = nameHeadings(body);
    visit(body, 'element', (node) => {
      const anchor = anchorOf(node);
      if (anchor === null) return;
      const target = targets.get(anchor);
      if (headings.has(anchor)) node.properties.href = `#heading-${anchor}`;
      else if (target === undefined) delete node.properties.href;
      else node.properties.href = `#/${target + 1}`;
    });
  }
}

/** The step of each heading, by the name that links use. */
function targetsOf(steps: readonly Step[]): Map<string, number> {
  const targets = new Map<string, number>();
  const used = new Map<string, number>();
  const add = (title: string, step: number): void => {
    const slug = slugOf(title);
    const times = used.get(slug) ?? 0;
    used.set(slug, times + 1);
    const name = times === 0 ? slug : `${slug}-${times}`;
    if (!targets.has(name)) targets.set(name, step);
  };
  for (const [index, { title, body }] of steps.entries()) {
    add(title, index);
    for (const heading of headingsIn(body)) add(textOf(heading), index);
  }
  return targets;
}

/** Gives the headings of one page their ids, and returns the names of them. */
function nameHeadings(body: Root): ReadonlySet<string> {
  const names = new Set<string>();
  for (const heading of headingsIn(body)) {
    const name = slugOf(textOf(heading));
    if (name === '' || names.has(name)) continue;
    names.add(name);
    heading.properties.id = `heading-${name}`;
  }
  return names;
}

function headingsIn(body: Root): Element[] {
  const found: Element[] = [];
  visit(body, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName) && node.properties.id === undefined) found.push(node);
  });
  return found;
}

/** Null for what leads elsewhere, and for footnotes. */
function anchorOf({ tagName, properties }: Element): string | null {
  const href = tagName === 'a' ? String(properties.href ?? '') : '';
  if (!href.startsWith('#') || /^#(?:fn|fnref)-/.test(href)) return null;
  try {
    return decodeURIComponent(href.slice(1)).toLowerCase();
  } catch {
    // A percent sign that encodes nothing: no heading has such a name.
    return '';
  }
}

function slugOf(title: string): string {
  const words = title.trim().toLowerCase();
  return words
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-')
    .slice(0, 200);
}
