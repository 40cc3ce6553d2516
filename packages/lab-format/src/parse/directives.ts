import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { CheckBlock, PortBlock } from '../schema.ts';
import { nearest } from '../suggest.ts';
import { isPath, readAttributes, rejectDirective } from './directive-names.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';

/** `::check` and `::port` become blocks; anything else is an error with a suggestion. */
export function readDirective(node: LeafDirective, context: StepContext): RootContent[] {
  const block = readBlock(node, context);
  if (block === null) return [];
  context.blocks.push(block);
  return [placeholder(block)];
}

function readBlock(node: LeafDirective, context: StepContext): CheckBlock | PortBlock | null {
  if (node.name === 'check') return readCheck(node, context);
  if (node.name === 'port') return readPort(node, context);
  rejectDirective(node, '::', context);
  return null;
}

function readCheck(node: LeafDirective, context: StepContext): CheckBlock | null {
  const given = readAttributes(node, ['name', 'continuous', 'may-pass-before'], context);
  const { name } = given;
  const at = placeOf(node, context);
  if (!name) {
    context.report.error(at, {
      rule: 'check',
      message: 'A check needs a name.',
      fix: 'write ::check[What is checked]{name=x}',
    });
    return null;
  }
  if (!context.checks.has(name)) {
    const near = nearest(name, context.checks);
    context.report.error(at, {
      rule: 'check',
      message: `There is no check checks/${name}.sh or checks/${name}.yaml.`,
      fix: near === undefined ? `write checks/${name}.yaml` : `did you mean "${near}"?`,
    });
    return null;
  }
  const label = textOf(node).trim() || context.words.check;
  for (const word of ['continuous', 'may-pass-before'] as const) {
    const value = given[word];
    if (value === undefined || value === '' || value === 'true' || value === word) continue;
    const message = `"${word}" is there, or it is not.`;
    context.report.error(at, { rule: 'check', message, fix: `write {name=x ${word}}` });
  }
  if (context.blocks.some((block) => block.type === 'check' && block.name === name)) {
    const message = `This step has the check "${name}" already.`;
    context.report.error(at, { rule: 'check', message, fix: 'remove one of the two' });
  }
  const id = context.ids.take('check', name);
  return {
    type: 'check',
    id,
    name,
    label,
    ...(given.continuous === undefined ? {} : { continuous: true }),
    ...(given['may-pass-before'] === undefined ? {} : { mayPassBefore: true }),
  };
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
  if (!isPath(path)) {
    return complain(`"${path}" is not a path.`, 'start it with one /');
  }
  const label = textOf(node).trim() || `${context.words.port} ${port}`;
  return { type: 'port', id: context.ids.take('port', given, path), port, path, label };
}
