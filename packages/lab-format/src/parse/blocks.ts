import type { Html, Nodes, Parents, PhrasingContent, RootContent, Text } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { Position } from '../schema.ts';
import { readCallout } from './callouts.ts';
import { type Container, detailsOf, pairContainers } from './containers.ts';
import { CONTAINERS, IN_TEXT, LEAVES, placeBeforeColons } from './directive-names.ts';
import { readDirective } from './directives.ts';
import { readFence } from './fences.ts';
import { readImage } from './images.ts';
import { joinActions, readInlineAction } from './inline-attributes.ts';
import { readLink } from './links.ts';
import { hear, readMentions } from './mentions.ts';
import { readQuiz } from './quizzes.ts';
import { placeOf, placeWithin, type StepContext } from './step-context.ts';
import { surroundingsOf } from './surroundings.ts';
import { rejectLoneTab, tabsOf } from './tabs.ts';
import { reportUnclosed } from './unclosed-fences.ts';
import { readCondition, readDefinition, readSetButton, readVariables } from './variables.ts';

/** Replaces what does something by its blocks, and reports what cannot be shown. */
export function readNodes(nodes: readonly RootContent[], context: StepContext): RootContent[] {
  const joined = pairContainers(joinActions(nodes, context), context);
  return joined.flatMap((node, index) => {
    hear(node, context);
    if (node.type === 'code') reportUnclosed(node, context);
    const before = context.blocks.length;
    const shown =
      node.type === 'code' && !context.plain
        ? readFence(node, context, surroundingsOf(joined, index))
        : readNode(node, context);
    for (const { id } of context.blocks.slice(before)) {
      // What stands deeper has said so already.
      if (!context.places.has(id)) context.places.set(id, placeOf(node, context));
    }
    return shown;
  });
}

function readNode(node: RootContent, context: StepContext): RootContent[] {
  switch (node.type) {
    case 'code':
      return [{ ...node, meta: null }];
    case 'leafDirective':
      if (context.plain) return rejectInQuiz(node, placeOf(node, context), context);
      return readLeaf(node, context);
    case 'drydockContainer':
      return readContainer(node, context);
    case 'drydockInline':
      return readInlineAction(node, context);
    case 'textDirective':
      return readLink(node, context, readNodes);
    case 'blockquote':
      return [withChildren(readCallout(node, context) ?? node, context)];
    case 'html':
      return rejectHtml(node, context);
    case 'image':
      return readImage(node, context);
    case 'text':
      reportUnread(node, context);
      return readVariables(node, context);
    case 'inlineCode':
      return readVariables(node, context);
    default:
      return [isParent(node) ? withChildren(node, context) : node];
  }
}

function readLeaf(directive: LeafDirective, context: StepContext): RootContent[] {
  switch (directive.name) {
    case 'quiz': {
      const at = placeOf(directive, context);
      return readQuiz({ directive, at, content: [], context, read: readNodes });
    }
    case 'fileLink':
    case 'tabLink': {
      const children = readLink(directive, context, readNodes) as PhrasingContent[];
      return [{ type: 'paragraph', children }];
    }
    case 'variableDefinition':
      return readDefinition(directive, context);
    case 'variableSetButton':
      return readSetButton(directive, context);
    default:
      return readDirective(directive, context);
  }
}

function readContainer(container: Container, context: StepContext): RootContent[] {
  const { directive, content } = container;
  const at = placeBeforeColons(directive, context);
  if (context.plain) return rejectInQuiz(directive, at, context);
  switch (directive.name) {
    case 'quiz':
      return readQuiz({ directive, at, content, context, read: readNodes });
    case 'tabs':
      return [withChildren(tabsOf(container, context), context)];
    case 'tab':
      return rejectLoneTab(directive, context);
    case 'conditionalDisplay':
      return [withChildren(readCondition(directive, content, context), context)];
    default:
      return [withChildren(detailsOf(container, context), context)];
  }
}

function rejectInQuiz({ name }: LeafDirective, at: Position, context: StepContext): RootContent[] {
  context.report.error(at, {
    rule: 'quiz',
    message: `There is no place for "${name}" in a quiz.`,
    fix: 'move it above or below the quiz',
  });
  return [];
}

function isParent(node: Nodes): node is RootContent & Parents {
  return 'children' in node;
}

function withChildren<T extends RootContent & Parents>(node: T, context: StepContext): T {
  const children = node.type === 'paragraph' ? readMentions(node, context) : node.children;
  return { ...node, children: readNodes(children as RootContent[], context) };
}

/** Raw HTML is never passed on. A comment is nobody's loss. */
function rejectHtml(node: Html, context: StepContext): RootContent[] {
  if (!node.value.startsWith('<!--')) {
    context.report.warning(placeOf(node, context), {
      rule: 'html',
      message: 'HTML tags are not shown.',
      fix: 'write it as Markdown, or as code between backticks',
    });
  }
  return [];
}

/** A directive of ours that stayed text is hardly what was meant: it has one colon, or is not well-formed. */
function reportUnread(node: Text, context: StepContext): void {
  const match = UNREAD.exec(node.value);
  if (match === null) return;
  const [, colons = '', name = ''] = match;
  const place = placeWithin(placeOf(node, context), node.value, match.index);
  if (colons === ':') {
    const fix = IN_TEXT.includes(name)
      ? `write its text between [ and ]: :${name}[text]{...}`
      : `write ${LEAVES.includes(name) ? '::' : ':::'}${name} on a line of its own`;
    const message = `":${name}" in a line of text stays text.`;
    context.report.warning(place, { rule: 'directive', message, fix });
    return;
  }
  context.report.error(place, {
    rule: 'directive',
    message: `"${colons}${name}" could not be read.`,
    fix: 'give it a line of its own, and put values into quotes: {path="/a?b=c"}',
  });
}

const UNREAD = new RegExp(
  `(?<![\\w:])(:{1,4})(${[...LEAVES, ...CONTAINERS, ...IN_TEXT].join('|')})(?=[[{]|$)`,
);
