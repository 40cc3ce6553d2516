import type { Report } from '../report.ts';
import type { Position } from '../schema.ts';
import { didYouMean } from '../suggest.ts';

/** What stands after the three backticks of a fence. */
export interface FenceAttributes {
  /** In small letters; empty when there is none. */
  readonly language: string;
  readonly runnable: boolean;
  readonly copyable: boolean;
  /** One block, as it stands: neither prompts nor statements are looked for. */
  readonly whole: boolean;
  readonly saveAs: string | null;
  readonly terminal: string | null;
  /** Line numbers from 1. */
  readonly highlight: readonly number[];
}

export interface FenceInfo {
  readonly info: string;
  /** Where the info string starts. */
  readonly at: Position;
  readonly report: Report;
}

export function readFenceAttributes({ info, at, report }: FenceInfo): FenceAttributes {
  const attributes = {
    language: '',
    runnable: true,
    copyable: true,
    whole: false,
    saveAs: null as string | null,
    terminal: null as string | null,
    highlight: [] as readonly number[],
  };
  for (const match of info.matchAll(/[^\s"]*"[^"]*"|\S+/g)) {
    const token = match[0];
    const place = { ...at, column: at.column + match.index };
    const complain = (message: string, fix?: string) =>
      report.error(place, { rule: 'fence-attribute', message, fix });
    const [name = '', value] = splitAttribute(token);
    if (match.index === 0 && value === null && !FLAGS.includes(name)) {
      attributes.language = token.toLowerCase();
    } else if (name === 'no-run-button') attributes.runnable = false;
    else if (name === 'no-copy-button') attributes.copyable = false;
    else if (name === 'whole') attributes.whole = true;
    else if (name === 'save-as') {
      attributes.saveAs = workspacePath(value ?? '');
      if (attributes.saveAs === null) {
        complain(
          `"${value ?? ''}" is not a path inside the workspace.`,
          'write save-as=folder/name',
        );
      }
    } else if (name === 'terminal-id') {
      attributes.terminal = terminalName(value ?? '');
      if (attributes.terminal === null) {
        complain(`"${value ?? ''}" is not a terminal.`, 'write terminal-id=T2');
      }
    } else if (name === 'highlight') {
      attributes.highlight = lineNumbers(value ?? '');
      if (attributes.highlight.length === 0) {
        complain(`"${value ?? ''}" is not a list of lines.`, 'write highlight=1,3-5');
      }
    } else {
      report.warning(place, {
        rule: 'fence-attribute',
        message: `"${name}" is not an attribute of a fence.`,
        fix: didYouMean(name, [...FLAGS, ...VALUED]),
      });
    }
  }
  return attributes;
}

const FLAGS: readonly string[] = ['no-run-button', 'no-copy-button', 'whole'];
const VALUED: readonly string[] = ['save-as', 'highlight', 'terminal-id'];
/** More lines than this in a block cannot be told apart anyway. */
const MOST_LINES = 2000;

function splitAttribute(token: string): [string, string | null] {
  const equals = token.indexOf('=');
  if (equals === -1) return [token, null];
  return [token.slice(0, equals), token.slice(equals + 1).replace(/^"(.*)"$/, '$1')];
}

/** A relative path that stays inside, or null. */
function workspacePath(value: string): string | null {
  const path = value.replace(/^(?:\.\/)+/, '');
  const segments = path.split('/');
  const safe = segments.every((part) => part !== '' && part !== '.' && part !== '..');
  return safe && path.length <= 255 && !/[\\\p{Cc}]/u.test(path) ? path : null;
}

function terminalName(value: string): string | null {
  return /^[tT]?[1-9][0-9]?$/.test(value) ? `T${value.replace(/^[tT]/, '')}` : null;
}

function lineNumbers(value: string): number[] {
  const lines = new Set<number>();
  for (const part of value.split(',')) {
    const range = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part.trim());
    if (range === null) return [];
    const last = Math.min(Number(range[2] ?? range[1]), MOST_LINES);
    for (let line = Math.max(1, Number(range[1])); line <= last; line += 1) lines.add(line);
  }
  return [...lines];
}
