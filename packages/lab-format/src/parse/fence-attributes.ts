import type { Report } from '../report.ts';
import type { FileEdit, Position, RunBlock } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import {
  type AttributeWord,
  attributeWords,
  terminalName,
  workspacePath,
} from './attribute-words.ts';

/** What stands in the braces after inline code. */
export interface RunAttributes {
  readonly runnable: boolean;
  readonly copyable: boolean;
  readonly terminal: string | null;
  readonly input: 'text' | 'keys' | null;
  /** Ctrl+C is typed first. */
  readonly interrupt: boolean;
  readonly where: NonNullable<RunBlock['where']> | null;
}

/** What stands after the three backticks of a fence. */
export interface FenceAttributes extends RunAttributes {
  /** In small letters; empty when there is none. */
  readonly language: string;
  /** One block, as it stands: neither prompts nor statements are looked for. */
  readonly whole: boolean;
  readonly saveAs: string | null;
  /** A change of a file that is there already. */
  readonly change: FileChange | null;
  /** Line numbers from 1. */
  readonly highlight: readonly number[];
}

export interface FileChange {
  readonly path: string;
  readonly edit: FileEdit;
}

export interface AttributeSource {
  readonly info: string;
  /** Where `info` starts. */
  readonly at: Position;
  readonly report: Report;
}

/** A first word that is no attribute is the language. */
export function readFenceAttributes(source: AttributeSource): FenceAttributes {
  const [first, ...rest] = attributeWords(source.info);
  const isLanguage = first?.value === null && !FLAGS.includes(first.name);
  const words = isLanguage || first === undefined ? rest : [first, ...rest];
  const language = isLanguage ? first.name.toLowerCase() : '';
  return { language, ...readWords(words, ALL, source) };
}

export function readInlineAttributes(source: AttributeSource): RunAttributes {
  return readWords(attributeWords(source.info), INLINE, source);
}

const FLAGS: readonly string[] = ['no-run-button', 'no-copy-button', 'whole', 'interrupt'];
const INLINE: readonly string[] = [
  ...['terminal-id', 'no-run-button', 'no-copy-button', 'input', 'interrupt', 'where'],
];
const EDITS = {
  'append-to': 'append',
  'prepend-to': 'prepend',
  'insert-into': 'insert',
  'replace-in': 'replace',
  'remove-from': 'remove',
} as const;
const ALL: readonly string[] = [
  ...[...INLINE, 'whole', 'save-as', 'highlight', ...Object.keys(EDITS), 'after', 'match'],
];
/** No fence needs as many; to find what each was meant to be takes time. */
const MOST_WORDS = 20;
/** More lines than this in a block cannot be told apart anyway. */
const MOST_LINES = 2000;

type Attributes = Omit<FenceAttributes, 'language'>;

function readWords(
  words: readonly AttributeWord[],
  known: readonly string[],
  { at, report }: AttributeSource,
): Attributes {
  const given = new Map<string, Given>();
  for (const { name, value, offset } of words.slice(0, MOST_WORDS)) {
    const place = { ...at, column: at.column + offset };
    const complain = (message: string, fix?: string): null => {
      report.error(place, { rule: 'fence-attribute', message, fix });
      return null;
    };
    if (known.includes(name)) given.set(name, { value: value ?? '', complain });
    else {
      report.warning(place, {
        rule: 'fence-attribute',
        message: `"${name}" is not an attribute of ${known === ALL ? 'a fence' : 'inline code'}.`,
        fix: didYouMean(name, known),
      });
    }
  }
  return {
    runnable: !given.has('no-run-button'),
    copyable: !given.has('no-copy-button'),
    whole: given.has('whole'),
    interrupt: given.has('interrupt'),
    input: oneOf(given.get('input'), ['text', 'keys']),
    where: oneOf(given.get('where'), ['container', 'host']),
    terminal: terminalOf(given.get('terminal-id')),
    saveAs: pathOf(given.get('save-as'), 'save-as'),
    change: changeOf(given),
    highlight: linesOf(given.get('highlight')),
  };
}

interface Given {
  /** Empty for a word without `=`. */
  readonly value: string;
  complain(message: string, fix?: string): null;
}

function oneOf<const T extends string>(given: Given | undefined, values: readonly T[]): T | null {
  if (given === undefined) return null;
  const value = values.find((each) => each === given.value);
  return (
    value ??
    given.complain(`"${given.value}" is none of its values.`, didYouMean(given.value, values))
  );
}

function terminalOf(given: Given | undefined): string | null {
  if (given === undefined) return null;
  const name = terminalName(given.value);
  return name ?? given.complain(`"${given.value}" is not a terminal.`, 'write terminal-id=T2');
}

function pathOf(given: Given | undefined, name: string): string | null {
  if (given === undefined) return null;
  const message = `"${given.value}" is not a path inside the workspace.`;
  return workspacePath(given.value) ?? given.complain(message, `write ${name}=folder/name`);
}

function changeOf(given: ReadonlyMap<string, Given>): FileChange | null {
  const names = Object.keys(EDITS) as (keyof typeof EDITS)[];
  const [name, another] = ['save-as' as const, ...names].filter((each) => given.has(each));
  for (const [mark, owner] of [
    ['after', 'insert-into'],
    ['match', 'replace-in'],
  ] as const) {
    if (given.has(mark) && !given.has(owner)) {
      given
        .get(mark)
        ?.complain(`"${mark}" belongs to "${owner}".`, `write ${owner}=path before it`);
    }
  }
  if (another !== undefined) {
    return (
      given.get(another)?.complain('A fence changes one file in one way.', `remove ${another}`) ??
      null
    );
  }
  if (name === undefined || name === 'save-as') return null;
  const path = pathOf(given.get(name), name);
  const edit = editOf(EDITS[name], given, name);
  return path === null || edit === null ? null : { path, edit };
}

function editOf(
  type: (typeof EDITS)[keyof typeof EDITS],
  given: ReadonlyMap<string, Given>,
  name: string,
): FileEdit | null {
  if (type !== 'insert' && type !== 'replace') return { type };
  const mark = type === 'insert' ? 'after' : 'match';
  const match = given.get(mark)?.value;
  if (match) return { type, match };
  const message = `"${name}" needs the text that it looks for.`;
  return given.get(name)?.complain(message, `write ${mark}="text of the file"`) ?? null;
}

function linesOf(given: Given | undefined): number[] {
  if (given === undefined) return [];
  const lines = new Set<number>();
  for (const part of given.value.split(',')) {
    const range = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim());
    if (range === null) {
      lines.clear();
      break;
    }
    const last = Math.min(Number(range[2] ?? range[1]), MOST_LINES);
    for (let line = Math.max(1, Number(range[1])); line <= last; line += 1) lines.add(line);
  }
  if (lines.size === 0)
    given.complain(`"${given.value}" is not a list of lines.`, 'write highlight=1,3-5');
  return [...lines];
}
