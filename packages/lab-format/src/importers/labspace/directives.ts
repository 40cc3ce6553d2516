import { NATIVE } from '../foreign-text.ts';
import type { Edit } from '../markdown/mapped-text.ts';
import { outsideCode } from '../markdown/outside-code.ts';
import type { PageTree } from '../markdown/page.ts';
import { escapeText, quoted } from '../markdown/write.ts';
import { workspacePathOf } from '../paths.ts';
import { assignmentsOf } from './variables.ts';

/** Labspace's directives as native ones. */
export function directiveEdits(page: PageTree): Edit[] {
  const free = outsideCode(page.root, page.text);
  const edits: Edit[] = [];
  for (const { start, end, groups } of free(DIRECTIVE)) {
    const [colons = '', name = '', label = '', given = ''] = groups;
    const line = page.text.slice(0, start).split('\n').length;
    const text = written({ colons, name, label, attributes: attributesOf(given), line, page });
    if (text !== null) edits.push({ start, end, text });
  }
  for (const { start, text } of free(UNKNOWN)) {
    const line = page.text.slice(0, start).split('\n').length;
    page.losses.changed(page.placeOf(line), {
      rule: 'directive',
      message: `There is no directive ${text.trim().slice(0, 100)}: it is text now.`,
    });
  }
  // The line that closes a container.
  for (const {
    start,
    end,
    groups: [prefix = ''],
  } of free(/^([ \t>]*):{3,}[ \t]*$/gm)) {
    edits.push({ start, end, text: `${prefix}${NATIVE}:::` });
  }
  return edits;
}

const DIRECTIVE =
  /(?<![:\w])(:{1,3})(tabLink|fileLink|variableDefinition|variableSetButton|conditionalDisplay)(?:\[((?:[^[\]\n]|\[[^[\]\n]*\])*)\])?(?:\{([^{}\n]*)\})?/g;

const UNKNOWN =
  /^[ \t]*:{2,}(?!(?:tabLink|fileLink|variableDefinition|variableSetButton|conditionalDisplay)\b)[A-Za-z][\w-]*/gm;

interface Directive {
  readonly colons: string;
  readonly name: string;
  readonly label: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
  readonly page: PageTree;
}

/** Null for one that is written wrongly: it was text there, too. */
function written(directive: Directive): string | null {
  switch (directive.name) {
    case 'tabLink':
      return tabLink(directive);
    case 'fileLink':
      return fileLink(directive);
    case 'variableDefinition': {
      const prompt = directive.attributes.get('prompt');
      return `${NATIVE}::variableDefinition[${directive.label.trim()}]${prompt === undefined ? '' : `{prompt=${quoted(prompt)}}`}`;
    }
    case 'variableSetButton':
      return setButton(directive);
    default:
      return directive.colons === ':::' ? condition(directive) : null;
  }
}

function lose({ page, line }: Directive, message: string): void {
  page.losses.changed(page.placeOf(line), { rule: 'directive', message });
}

function tabLink(directive: Directive): string {
  const { label, attributes } = directive;
  const href = attributes.get('href') ?? '';
  const isEditor = attributes.get('id') === 'ide';
  if (isEditor || !/^https?:\/\//i.test(href)) {
    const shown = label || href;
    if (!isEditor)
      lose(
        directive,
        `The link to ${href.slice(0, 200) || 'a tab'} leads nowhere here and is text now.`,
      );
    else lose(directive, 'The editor is always on the page: the link is text now.');
    return shown;
  }
  const local = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::(\d{1,5}))?(\/[^\s?#]*)?/i.exec(href);
  if (local?.[2] !== undefined && local[2] !== '/')
    lose(directive, `The link opens the port, but not ${local[2].slice(0, 200)} on it.`);
  const target = local === null ? `href=${quoted(href)}` : `port=${local[1] ?? 80}`;
  return `${NATIVE}:tabLink[${label || escapeText(href)}]{${target}}`;
}

function fileLink(directive: Directive): string {
  const { label, attributes } = directive;
  const given = attributes.get('path') ?? '';
  const path = workspacePathOf(given);
  if (path === null) {
    lose(
      directive,
      `${given.slice(0, 200) || 'A file without a name'} is not in the workspace: the link is text now.`,
    );
    return label;
  }
  if (attributes.has('line'))
    lose(directive, `The link opens ${path} at its start, not at line ${attributes.get('line')}.`);
  return `${NATIVE}:fileLink[${label || escapeText(path)}]{path=${quoted(path)}}`;
}

function setButton(directive: Directive): string {
  const assignments = assignmentsOf(directive.attributes.get('variables') ?? '');
  if (assignments.length > 1)
    lose(
      directive,
      `The button set ${assignments.length} variables; each has a button of its own now.`,
    );
  return assignments
    .map(({ name, value }, index) => {
      const label = index === 0 ? directive.label : `${directive.label} (${escapeText(name)})`;
      return `${NATIVE}::variableSetButton[${label}]{variables=${quoted(`${name}=${value}`)}}`;
    })
    .join('\n\n');
}

function condition(directive: Directive): string {
  const { attributes } = directive;
  const variable = attributes.get('variable');
  const os = attributes.get('os');
  if (os !== undefined) {
    // Which computer the page is read on says nothing of the sandbox.
    lose(
      directive,
      `What was shown on ${os} alone is folded: a lab does not ask for the learner’s own computer.`,
    );
    if (variable === undefined) return `${NATIVE}:::hint[${escapeText(os)}]`;
  }
  const value = attributes.get('requiredValue');
  const rule = attributes.has('hasValue')
    ? 'hasNotValue=""'
    : `requiredValue=${quoted(attributes.has('hasNoValue') ? '' : (value ?? ''))}`;
  return `${NATIVE}:::conditionalDisplay{variable=${quoted(variable ?? '')} ${rule}}`;
}

function attributesOf(given: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of given.matchAll(
    /([A-Za-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    attributes.set(name, double ?? single ?? bare ?? '');
  }
  return attributes;
}
