import type { Code } from 'mdast';
import { placeOf, type StepContext } from './step-context.ts';

/** A fence that nothing closes takes in the rest of the page: steps and all. In a list it ends with its item. */
export function reportUnclosed(node: Code, context: StepContext): void {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return;
  const opening = OPENING.exec(context.source.slice(start.offset, start.offset + 1000))?.[0];
  if (opening === undefined) return;
  const lines = context.source.slice(start.offset, end.offset).split('\n');
  const last = lines.length > 1 ? (lines.at(-1) ?? '').replace(/^[\s>]+|\s+$/g, '') : '';
  if (last.startsWith(opening) && last === opening.charAt(0).repeat(last.length)) return;
  const takesRest = context.source.slice(end.offset).trim() === '';
  context.report[takesRest ? 'error' : 'warning'](placeOf(node, context), {
    rule: 'fence',
    message: takesRest
      ? 'This fence is never closed: all that follows is in it.'
      : 'This fence is never closed: it ends with its list item or quotation.',
    fix: `write ${opening} and nothing else on a line below it`,
  });
}

const OPENING = /^(?:`{3,}|~{3,})/;
