import type { Element, Root } from 'hast';
import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Position, QuizBlock } from '../schema.ts';
import { renderBody } from './body.ts';
import { readAttributes } from './directive-names.ts';
import { placeholder, placeOf, type StepContext } from './step-context.ts';

/** Reads nodes into what the body shows; a quiz has no blocks of its own in it. */
type ReadNodes = (nodes: readonly RootContent[], context: StepContext) => RootContent[];

export interface QuizSource {
  readonly directive: LeafDirective;
  /** Where its first colon stands. */
  readonly at: Position;
  /** What stands between `:::quiz` and `:::`; empty for `::quiz`. */
  readonly content: readonly RootContent[];
  readonly context: StepContext;
  readonly read: ReadNodes;
}

/** A question with choices (a task list) or with a text to type in, as a block. */
export function readQuiz(source: QuizSource): RootContent[] {
  const { directive, context } = source;
  const attributes = readAttributes(directive, ['multiple', 'equals', 'contains'], context);
  const parts = partsOf(source.content);
  const question: RootContent[] = [...labelOf(directive), ...parts.above];
  const complain = (message: string, fix: string): null => {
    const rule = 'quiz';
    context.report.error(source.at, { rule, message, fix });
    return null;
  };
  const answer =
    parts.list === null
      ? textAnswer(attributes, complain)
      : choices({ ...source, list: parts.list, multiple: attributes.multiple, complain });
  if (attributes.multiple && !/^(?:true|multiple)$/.test(attributes.multiple)) {
    complain('"multiple" has no value.', 'write {multiple}');
  }
  if (parts.list !== null && (attributes.equals ?? attributes.contains) !== undefined) {
    complain(
      'A quiz has choices, or a text to type in, not both.',
      'remove the list, or the attribute',
    );
  }
  if (textOf({ type: 'root', children: question }).trim() === '') {
    complain('The quiz asks nothing.', 'write the question between [ and ]');
  }
  if (answer === null) return [];

  // Without a list, all that is below the question explains the answer.
  const asked = parts.list === null ? labelOf(directive) : question;
  const explained = parts.list === null ? parts.above : parts.below;
  const explanation = explained.length > 0 ? shown(explained, source) : undefined;
  const block: QuizBlock = {
    type: 'quiz',
    id: context.ids.take('quiz', textOf({ type: 'root', children: question }), sameness(answer)),
    question: shown(asked, source),
    answer,
    ...(explanation === undefined ? {} : { explanation }),
  };
  context.blocks.push(block);
  return [placeholder(block)];
}

type Answer = QuizBlock['answer'];
type Complain = (message: string, fix: string) => null;

interface Parts {
  readonly above: RootContent[];
  /** The task list. */
  readonly list: List | null;
  readonly below: RootContent[];
}

function partsOf(content: readonly RootContent[]): Parts {
  const at = content.findIndex((node) => node.type === 'list' && node.children.some(isTask));
  const list = content[at];
  if (list?.type !== 'list') return { above: [...content], list: null, below: [] };
  return { above: content.slice(0, at), list, below: content.slice(at + 1) };
}

function isTask(item: ListItem): boolean {
  return typeof item.checked === 'boolean';
}

/** What stands between `[` and `]`, as a paragraph. */
function labelOf(directive: LeafDirective): Paragraph[] {
  const children = directive.children as PhrasingContent[];
  return children.length === 0 ? [] : [{ type: 'paragraph', children }];
}

function textAnswer(
  { equals, contains, multiple }: Readonly<Record<string, string | undefined>>,
  complain: Complain,
): Answer | null {
  const rule = equals === undefined ? 'contains' : 'equals';
  const text = (equals ?? contains)?.trim();
  if (multiple !== undefined || text === undefined) {
    return complain(
      'The quiz has no answers.',
      'write them as a list below it: "- [x]" is right, "- [ ]" is wrong; or add {equals="42"}',
    );
  }
  if (text === '') return complain('The answer is empty.', `write ${rule}="42"`);
  if (equals !== undefined && contains !== undefined) {
    return complain('A quiz has "equals" or "contains", not both.', 'remove one of them');
  }
  return { type: 'text', rule, text };
}

interface ChoicesSource extends QuizSource {
  readonly list: List;
  readonly multiple: string | undefined;
  readonly complain: Complain;
}

function choices(source: ChoicesSource): Answer | null {
  const { list, multiple, context, complain } = source;
  for (const item of list.children) {
    if (!isTask(item)) {
      context.report.error(placeOf(item, context), {
        rule: 'quiz',
        message: 'This answer is neither right nor wrong.',
        fix: 'start it with [x] or [ ]',
      });
    }
    warnSwallowed(item, context);
  }
  const right = list.children.filter(({ checked }) => checked === true).length;
  if (list.children.length < 2) {
    return complain('A quiz has at least two answers.', 'add a wrong one: - [ ] ...');
  }
  if (right === 0) return complain('No answer is right.', 'mark it as right: - [x] ...');
  return {
    type: right > 1 || multiple !== undefined ? 'multiple' : 'single',
    choices: list.children.map((item) => ({
      label: unwrapped(shown(item.children, source)),
      right: item.checked === true,
    })),
  };
}

/** Markdown takes a line right below a list for a part of its last item. */
function warnSwallowed(item: ListItem, context: StepContext): void {
  const [first] = item.children;
  const { start, end } = first?.position ?? {};
  if (first?.type !== 'paragraph' || start?.offset === undefined) return;
  const lines = context.source.slice(start.offset, end?.offset).split('\n');
  const swallowed = lines.findIndex((line, index) => index > 0 && /^\S/.test(line));
  if (swallowed === -1) return;
  context.report.warning(
    { file: context.file, line: start.line + swallowed, column: 1 },
    {
      rule: 'quiz',
      message: 'This line is read as part of the answer above it.',
      fix: 'leave an empty line below the answers, or indent it',
    },
  );
}

function shown(nodes: readonly RootContent[], { context, read }: QuizSource): Root {
  const plain = { ...context, plain: true };
  return renderBody(
    read(nodes, plain),
    context.definitions.filter(({ type }) => type === 'definition'),
  );
}

/** An answer of one paragraph is shown in a line beside its box. */
function unwrapped(tree: Root): Root {
  const own = tree.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const [only] = own;
  const isLine = own.length === 1 && only?.type === 'element' && only.tagName === 'p';
  return isLine ? { ...tree, children: (only as Element).children } : tree;
}

/** What makes two quizzes with the same question different. */
function sameness(answer: Answer): string {
  if (answer.type === 'text') return JSON.stringify(answer);
  return JSON.stringify([
    answer.type,
    ...answer.choices.map(({ label, right }) => [textOf(label), right]),
  ]);
}
