import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { CheckBlock, PortBlock } from '../schema.ts';
import { didYouMean, nearest } from '../suggest.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';

/** `::check` and `::port` become blocks; anything else is an error with a suggestion. */
export function readDirective(node: LeafDirective, context: StepContext): RootContent[] {
  const block = readBlock(node, context);
  if (block === null) return [];
  context.blocks.push(block);
  return [placeholder(block)];
}

/** Names of the directives that stand on one line, and of those that enclose something. */
export const LEAVES: readonly string[] = ['check', 'port'];
export const CONTAINERS: readonly string[] = ['hint', 'solution'];

/** Says what is wrong with a directive that nobody knows, or that has the wrong number of colons. */
export function rejectDirective(node: LeafDirective, colons: '::' | ':::', context: StepContext) {
  const { name } = node;
  const fits = colons === '::' ? LEAVES : CONTAINERS;
  const other = colons === '::' ? CONTAINERS : LEAVES;
  const at = placeOf(node, context);
  // The node starts at its last two colons.
  const place = colons === ':::' ? { ...at, column: Math.max(1, at.column - 1) } : at;
  if (other.includes(name)) {
    const right = colons === '::' ? `:::${name} ... :::` : `::${name}`;
    context.report.error(place, {
      rule: 'directive',
      message: `"${name}" is written ${right}.`,
      fix:
        colons === '::' ? 'add a colon, and close it with ::: on a line below' : 'remove a colon',
    });
    return;
  }
  context.report.error(place, {
    rule: 'directive',
    message: `There is no directive "${colons}${name}".`,
    fix: didYouMean(name, nearest(name, fits) === undefined ? [...fits, ...other] : fits),
  });
}

function readBlock(node: LeafDirective, context: StepContext): CheckBlock | PortBlock | null {
  if (node.name === 'check') return readCheck(node, context);
  if (node.name === 'port') return readPort(node, context);
  rejectDirective(node, '::', context);
  return null;
}

function readCheck(node: LeafDirective, context: StepContext): CheckBlock | null {
  const attributes = readAttributes(node, ['name'], context);
  const at = placeOf(node, context);
  const { name } = attributes;
  if (!name) {
    context.report.error(at, {
      rule: 'check',
      message: 'A check needs the name of its script.',
      fix: 'write ::check[What is checked]{name=script}',
    });
    return null;
  }
  if (!context.checks.has(name)) {
    const near = nearest(name, context.checks);
    context.report.error(at, {
      rule: 'check',
      message: `There is no script checks/${name}.sh.`,
      fix: near === undefined ? `write checks/${name}.sh` : `did you mean "${near}"?`,
    });
    return null;
  }
  const label = textOf(node).trim() || 'Check';
  return { type: 'check', id: context.ids.take('check', name), name, label };
}

function readPort(node: LeafDirective, context: StepContext): PortBlock | null {
  const { port: given = '', path = '/' } = readAttributes(node, ['port', 'path'], context);
  const complain = (message: string, fix: string): null => {
    context.report.error(placeOf(node, context), { rule: 'port', message, fix });
    return null;
  };
  const port = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (port < 1 || port > 65535) {
    return complain(`"${given}" is not a port.`, 'write ::port[Open it]{port=8080}');
  }
  if (!/^\/(?!\/)[^\s\\]*$/.test(path)) {
    return complain(`"${path}" is not a path.`, 'start it with one /');
  }
  const label = textOf(node).trim() || `Open port ${port}`;
  return { type: 'port', id: context.ids.take('port', given, path), port, path, label };
}

function readAttributes(
  node: LeafDirective,
  known: readonly string[],
  context: StepContext,
): Record<string, string | undefined> {
  const attributes: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (known.includes(name)) attributes[name] = value ?? '';
    else {
      context.report.error(placeOf(node, context), {
        rule: 'directive',
        message: `::${node.name} has no attribute "${name}".`,
        fix: didYouMean(name, known),
      });
    }
  }
  return attributes;
}
