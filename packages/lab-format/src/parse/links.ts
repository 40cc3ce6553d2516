import type { RootContent } from 'mdast';
import type { LeafDirective, TextDirective } from 'mdast-util-directive';
import { workspacePath } from './attribute-words.ts';
import { isPath, readAttributes } from './directive-names.ts';
import { drydockElement, placeOf, type StepContext } from './step-context.ts';

type ReadNodes = (nodes: readonly RootContent[], context: StepContext) => RootContent[];

/** `:fileLink[text]{path=app.py}` and `:tabLink[text]{terminal=T2}`, `{port=8080}` or `{href=https://...}`. */
export function readLink(
  node: TextDirective | LeafDirective,
  context: StepContext,
  read: ReadNodes,
): RootContent[] {
  const target = node.name === 'fileLink' ? fileOf(node, context) : tabOf(node, context);
  if (target === null) return [];
  const label = read(node.children, { ...context, plain: true });
  const shown = label.length > 0 ? label : [{ type: 'text' as const, value: target }];
  return node.name === 'fileLink'
    ? [drydockElement('drydock-open', { path: target }, shown)]
    : [drydockElement('drydock-show', { tab: target }, shown)];
}

type Link = TextDirective | LeafDirective;

function fileOf(node: Link, context: StepContext): string | null {
  const { path = '' } = readAttributes(node, ['path'], context);
  const target = workspacePath(path);
  if (target !== null) return target;
  return complain(node, context, {
    message: `"${path}" is not a path inside the workspace.`,
    fix: 'write :fileLink[text]{path=folder/name}',
  });
}

function tabOf(node: Link, context: StepContext): string | null {
  const attributes = readAttributes(
    node,
    ['terminal', 'port', 'path', 'href', 'title', 'id'],
    context,
  );
  const { terminal, port, path = '/', href } = attributes;
  const given = [terminal, port, href].filter((value) => value !== undefined);
  if (given.length === 1) {
    if (terminal !== undefined && /^T[1-9][0-9]?$/.test(terminal)) return terminal;
    if (port !== undefined && isPort(port) && isPath(path)) return portOf(port, path);
    if (href !== undefined) {
      const target = addressOf(href);
      if (target !== null) return target;
    }
  }
  return complain(node, context, {
    message: 'This link leads to no terminal, port or address.',
    fix: 'write {terminal=T2}, {port=8080} or {href=https://example.org}',
  });
}

/** The learner's own ports are at `localhost` only in the text: they open as previews. */
function addressOf(href: string): string | null {
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return null;
  const { hostname, port, protocol, pathname, search, href: whole } = new URL(href);
  if (!/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0)$/.test(hostname)) return whole;
  const path = `${pathname}${search}`;
  return isPath(path) ? portOf(port || (protocol === 'https:' ? '443' : '80'), path) : null;
}

function portOf(port: string, path: string): string {
  return `:${port}${path === '/' ? '' : path}`;
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535;
}

function complain(
  node: Link,
  context: StepContext,
  { message, fix }: { message: string; fix: string },
): null {
  context.report.error(placeOf(node, context), { rule: 'directive', message, fix });
  return null;
}
