import type { LeafDirective, TextDirective } from 'mdast-util-directive';
import { didYouMean, nearest } from '../suggest.ts';
import { placeOf, type StepContext } from './step-context.ts';

/** Names of the directives that stand on one line, of those that enclose something, and of those in a line of text. */
export const LEAVES: readonly string[] = [
  ...['check', 'port', 'quiz', 'variableDefinition', 'variableSetButton'],
];
export const CONTAINERS: readonly string[] = [
  ...['hint', 'solution', 'quiz', 'tabs', 'tab', 'conditionalDisplay'],
];
export const IN_TEXT: readonly string[] = ['fileLink', 'tabLink'];

export type Colons = '::' | ':::';

/** Says what is wrong with a directive that nobody knows, or that has the wrong number of colons. */
export function rejectDirective(node: LeafDirective, colons: Colons, context: StepContext): void {
  const { name } = node;
  const fits = colons === '::' ? LEAVES : CONTAINERS;
  const other = colons === '::' ? CONTAINERS : LEAVES;
  const place = colons === ':::' ? placeBeforeColons(node, context) : placeOf(node, context);
  if (IN_TEXT.includes(name)) {
    context.report.error(place, {
      rule: 'directive',
      message: `"${name}" is written :${name}.`,
      fix: 'remove two colons',
    });
    return;
  }
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

/** The attributes that a directive may have; any other is an error. One without a value is an empty string. */
export function readAttributes(
  node: LeafDirective | TextDirective,
  known: readonly string[],
  context: StepContext,
): Record<string, string | undefined> {
  const attributes: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (known.includes(name)) attributes[name] = value ?? '';
    else {
      context.report.error(placeOf(node, context), {
        rule: 'directive',
        message: `"${node.name}" has no attribute "${name}".`,
        fix: didYouMean(name, known),
      });
    }
  }
  return attributes;
}

/** The node of a container starts at the last two of its colons. */
export function placeBeforeColons(node: LeafDirective, context: StepContext) {
  const at = placeOf(node, context);
  return { ...at, column: Math.max(1, at.column - 1) };
}

/** Of a port that the learner publishes: it begins with one slash. */
export function isPath(path: string): boolean {
  return /^\/(?!\/)[^\s\\]*$/.test(path);
}
