import type { InlineCode, RootContent, Text } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Placeholder, Position } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import { placeBeforeColons, readAttributes } from './directive-names.ts';
import {
  type DrydockElement,
  drydockElement,
  placeOf,
  placeWithin,
  type StepContext,
} from './step-context.ts';

/** What a variable may be called. */
export const VARIABLE_NAME = /^[A-Za-z][\w-]{0,39}$/;

/** The variables that directives of these nodes bring in, wherever they stand. */
export function variablesIn(nodes: readonly RootContent[]): string[] {
  const names: string[] = [];
  visit({ type: 'root', children: [...nodes] }, 'leafDirective', (node) => {
    if (node.name === 'variableDefinition') names.push(textOf(node).trim());
    if (node.name === 'variableSetButton') names.push(assignmentOf(node)?.name ?? '');
  });
  return names.filter((name) => VARIABLE_NAME.test(name));
}

/** Text with the places of variables: `$$name$$`. A name that no variable has stays text, with a warning. */
export function readVariables(node: Text | InlineCode, context: StepContext): RootContent[] {
  const pieces = piecesOf(node, context);
  if (pieces === null) return [node];
  return node.type === 'text' ? pieces : [drydockElement('code', {}, pieces)];
}

/** The variables in a piece of code. `at` is where its fence starts. */
export function variablePlaceholders(
  code: string,
  at: Position,
  context: StepContext,
): Placeholder[] {
  const found = new Map<string, Placeholder>();
  for (const { name, index, text } of placesIn(code, () => at, context)) {
    const known = found.get(name);
    if (known) known.at.push(index);
    else found.set(name, { text, kind: 'variable', label: name, at: [index] });
  }
  return [...found.values()];
}

/** `::variableDefinition[name]{prompt="Your name"}`: a field to fill in. */
export function readDefinition(node: LeafDirective, context: StepContext): RootContent[] {
  const { prompt } = readAttributes(node, ['prompt'], context);
  const name = textOf(node).trim();
  if (!VARIABLE_NAME.test(name)) {
    return complain(node, context, {
      message: `"${name.slice(0, 40)}" is not the name of a variable.`,
      fix: 'write ::variableDefinition[name]{prompt="Your name"}',
    });
  }
  return [drydockElement('drydock-ask', { variable: name }, [text(prompt?.trim() || name)])];
}

/** `::variableSetButton[Label]{variables="name=value"}`. */
export function readSetButton(node: LeafDirective, context: StepContext): RootContent[] {
  readAttributes(node, ['variables'], context);
  const assignment = assignmentOf(node);
  if (assignment === null) {
    return complain(node, context, {
      message: 'The button sets no variable.',
      fix: 'write ::variableSetButton[Label]{variables="name=value"}',
    });
  }
  const { name, value } = assignment;
  if (/,\s*[A-Za-z_][\w-]*=/.test(value)) {
    return complain(node, context, {
      message: 'A button sets one variable.',
      fix: 'write a button for each',
    });
  }
  const label = textOf(node).trim() || value;
  return [drydockElement('drydock-set', { variable: name, value }, [text(label)])];
}

/** `:::conditionalDisplay{variable=name requiredValue=value}`, or `hasNotValue=value`. */
export function readCondition(
  node: LeafDirective,
  content: RootContent[],
  context: StepContext,
): DrydockElement {
  const known = ['variable', 'requiredValue', 'hasNotValue'];
  const { variable, requiredValue, hasNotValue } = readAttributes(node, known, context);
  const value = requiredValue ?? hasNotValue;
  const wrong = (message: string, fix: string) =>
    context.report.error(placeBeforeColons(node, context), { rule: 'variable', message, fix });
  if (variable === undefined || value === undefined) {
    wrong(
      'The condition names no variable, or no value.',
      'write :::conditionalDisplay{variable=name requiredValue=value}',
    );
  } else if (requiredValue !== undefined && hasNotValue !== undefined) {
    wrong(
      'A condition has "requiredValue" or "hasNotValue", not both.',
      'remove one of them, or put one condition into another',
    );
  } else if (!context.variables.has(variable)) {
    wrong(`There is no variable "${variable}".`, didYouMean(variable, [...context.variables]));
  }
  const attribute = requiredValue === undefined ? 'has-not' : 'is';
  const properties = { variable: variable ?? '', [attribute]: value ?? '' };
  return drydockElement('drydock-when', properties, content);
}

/** `[[name]]`, as labs of Katacoda have it, is one only when there is a variable of that name. */
const USE = /\$\$([A-Za-z][\w-]{0,39})\$\$|\[\[([A-Za-z][\w-]{0,39})\]\]/g;

/** In one piece of text: to find the place of each takes as long as the text is. */
const MOST_REPORTED = 10;

interface Place {
  readonly name: string;
  readonly text: string;
  readonly index: number;
}

function placesIn(
  source: string,
  placeAt: (index: number) => Position,
  context: StepContext,
): Place[] {
  const places: Place[] = [];
  let unknown = 0;
  for (const { 0: use, 1: dollars, 2: brackets = '', index } of source.matchAll(USE)) {
    const name = dollars ?? brackets;
    if (context.variables.has(name)) {
      places.push({ name, text: use, index });
      continue;
    }
    if (dollars === undefined) continue;
    unknown += 1;
    if (unknown > MOST_REPORTED) continue;
    context.report.warning(placeAt(index), {
      rule: 'variable',
      message: `There is no variable "${name}": ${use} stays as it is.`,
      fix:
        context.variables.size === 0
          ? `add it to the settings: variables: { ${name}: "" }`
          : didYouMean(name, [...context.variables]),
    });
  }
  return places;
}

function piecesOf(node: Text | InlineCode, context: StepContext): (Text | DrydockElement)[] | null {
  const at = placeOf(node, context);
  const places = placesIn(node.value, (index) => placeWithin(at, node.value, index), context);
  if (places.length === 0) return null;
  const pieces: (Text | DrydockElement)[] = [];
  let end = 0;
  for (const { name, text: use, index } of places) {
    if (index > end) pieces.push(text(node.value.slice(end, index)));
    pieces.push(drydockElement('drydock-variable', { name }));
    end = index + use.length;
  }
  if (end < node.value.length) pieces.push(text(node.value.slice(end)));
  return pieces;
}

function assignmentOf(node: LeafDirective): { name: string; value: string } | null {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(node.attributes?.variables ?? '') ?? [];
  return VARIABLE_NAME.test(name.trim()) ? { name: name.trim(), value: value.trim() } : null;
}

function text(value: string): Text {
  return { type: 'text', value };
}

function complain(
  node: LeafDirective,
  context: StepContext,
  { message, fix }: { message: string; fix: string },
): [] {
  context.report.error(placeOf(node, context), { rule: 'variable', message, fix });
  return [];
}
