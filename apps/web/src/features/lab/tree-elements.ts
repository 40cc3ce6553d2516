import type { Element, Properties, Root, RootContent } from 'hast';
import { type ComponentType, createElement, Fragment, type ReactNode } from 'react';

/** By the name of an element in the tree: the component that takes its place. It also gets the `node`. */
export type OwnElements = Readonly<Record<string, ComponentType<never>>>;

/**
 * A sanitised tree as elements of the page. The tree was made by the server for this page, with the elements and
 * attributes of Markdown and the highlighter only; a library for all of HTML and SVG would be a thirtieth of what the
 * page may weigh.
 */
export function treeElements(tree: Root, own: OwnElements = {}): ReactNode {
  return createElement(Fragment, null, ...tree.children.map((child) => shown(child, own)));
}

function shown(node: RootContent, own: OwnElements): ReactNode {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return null;
  const component = Object.hasOwn(own, node.tagName) ? own[node.tagName] : undefined;
  const props = propsOf(node);
  const children = node.children
    // React warns of blanks between the rows of a table.
    .filter((child) => !(TABLE.has(node.tagName) && child.type === 'text'))
    .map((child) => shown(child, own));
  return component
    ? createElement(component as ComponentType<unknown>, { ...props, node } as never, ...children)
    : createElement(node.tagName, props, ...children);
}

const TABLE = new Set(['table', 'thead', 'tbody', 'tr']);

function propsOf({ properties, tagName }: Element): Record<string, unknown> {
  const props: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    const text = Array.isArray(value) ? value.join(' ') : value;
    if (name === 'style') props.style = { ...(props.style as object), ...styleOf(String(text)) };
    else if (name === 'align') props.style = { ...(props.style as object), textAlign: text };
    else props[propName(name)] = text;
  }
  // A box of a task list says what is done; it is nothing to press.
  if (tagName === 'input') props.readOnly = true;
  return props;
}

/** The highlighter writes attributes as in HTML, Markdown's trees as the DOM has them. */
function propName(name: keyof Properties & string): string {
  const known = AS_REACT_HAS_THEM[name];
  if (known !== undefined) return known;
  if (/^data[A-Z]/.test(name))
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return /^aria[A-Z]/.test(name) ? `aria-${name.slice('aria'.length).toLowerCase()}` : name;
}

const AS_REACT_HAS_THEM: Readonly<Record<string, string>> = {
  class: 'className',
  tabindex: 'tabIndex',
};

function styleOf(text: string): Record<string, string> {
  const declarations = text.split(';').flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, colon).trim();
    return colon < 1 ? [] : [[styleName(name), declaration.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(declarations);
}

function styleName(name: string): string {
  if (name.startsWith('--')) return name;
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
