import type { FileEdit } from '../schema.ts';
import {
  ADD,
  AFTER,
  AT_END,
  AT_TOP,
  BEFORE,
  CHANGE,
  CREATE,
  HYPOTHETICAL,
  INTO,
  REMOVE,
  SHOULD_LOOK,
  THE_OTHER,
} from './edit-words.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A fence with a piece of a file, and the text around it with inline code between backticks. */
export interface Fragment {
  readonly text: string;
  /** In small letters. */
  readonly language: string;
  readonly before: string;
  readonly after: string;
  readonly files: WorkspaceFiles;
}

/** What to do with a fragment. `path` is null when the text does not say that anything is to be done. */
export interface FragmentUse {
  readonly path: string | null;
  readonly edit: FileEdit;
}

/**
 * Tells from the sentence above a piece of a file whether the learner shall put it somewhere: write the file,
 * add the lines at a place, exchange them for others, take them out; or whether it only explains.
 */
export function readFragment(fragment: Fragment): FragmentUse {
  const { text, files } = fragment;
  const use = decide(fragment);
  if (use === null) return { path: null, edit: { type: 'write' } };
  files.change(use.path, use.edit, text);
  return use;
}

type Decision = { readonly path: string; readonly edit: FileEdit } | null;

function decide(fragment: Fragment): Decision {
  const { text, before, files } = fragment;
  const path = pathIn(fragment);
  const old = files.takeReplaced();
  if (old !== null && INTO.test(before.trim())) {
    return { path: old.path, edit: { type: 'replace', match: old.text } };
  }
  if (path === null) return null;
  if (INTO.test(fragment.after.trim())) {
    files.replaceNext(path, text);
    return null;
  }
  const sentence = lastSentence(before);
  if (HYPOTHETICAL.test(sentence)) return null;
  if (SHOULD_LOOK.test(sentence)) {
    return isWhole(fragment) ? { path, edit: { type: 'write' } } : null;
  }
  if (REMOVE.test(sentence)) return { path, edit: { type: 'remove' } };
  const replaced = CHANGE.test(sentence) ? replacedLine(sentence, path, fragment) : null;
  if (replaced !== null) return { path, edit: { type: 'replace', match: replaced } };
  if (ADD.test(sentence)) {
    const edit = placeIn(sentence, path, fragment);
    if (edit !== null) return { path, edit };
  }
  if (!ADD.test(sentence) && !CREATE.test(sentence)) return null;
  const whole = isWhole(fragment) || (CREATE.test(sentence) && namesFile(sentence));
  if (whole) return { path, edit: { type: 'write' } };
  const known = namesFile(sentence) || files.contentOf(path) !== null;
  return ADD.test(sentence) && known ? { path, edit: { type: 'append' } } : null;
}

const FILE_NAME =
  /^(?:[\w.@-]+\/)*(?:(?:[\w-]+\.)?(?:Docker|Container|Make|Caddy|Vagrant|Jenkins|Proc)file(?:\.[\w-]+)?|[\w-]*(?:\.[\w-]+)+)$/;
const BARE_NAME =
  /(?<![\w/.-])(?:Dockerfile|(?:docker-)?compose\.ya?ml|package\.json|\.dockerignore)(?![\w-])/g;
const FOLDER =
  /`([\w.@/-]+)`\s*(?:directory|folder|sub-?directory|verzeichnis|ordner|ディレクトリー?|フォルダー?|目录|目錄|文件夹|資料夾|폴더|디렉터리)|(?:répertoire|dossier|directorio|carpeta|pasta|diretório|cartella|папк[уе])\s+`([\w.@/-]+)`/iu;

/** The file that the text speaks of: named in the sentence, in the paragraph, or the usual one of the language. */
function pathIn({ before, after, language, files }: Fragment): string | null {
  const own = (text: string) => namesIn(text).filter((name) => suits(name, language));
  const name =
    own(lastSentence(before)).at(-1) ??
    own(before).at(-1) ??
    (/^\p{Ll}/u.test(after) ? own(after)[0] : undefined) ??
    (language === 'dockerfile' || language === 'docker' ? 'Dockerfile' : undefined);
  if (name === undefined) return null;
  const folder = name.includes('/') ? null : FOLDER.exec(before);
  const within = (folder?.[1] ?? folder?.[2] ?? '').replace(/^(?:\.\/)+|\/+$/g, '');
  const path = within === '' ? files.pathOf(name) : `${within}/${name}`;
  const safe = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return safe && path.length <= 255 ? path : null;
}

/** A Dockerfile is not put into `package.json`, though the sentence names both. */
function suits(name: string, language: string): boolean {
  const dockerfile = /(?:docker|container)file(?!ignore)/i.test(name);
  if (/^(?:docker|container)(?:file)?$/.test(language)) return dockerfile;
  const ending = ENDINGS[language];
  return !dockerfile && (ending === undefined || ending.test(name));
}

const ENDINGS: Readonly<Record<string, RegExp>> = {
  yaml: /\.ya?ml$/,
  yml: /\.ya?ml$/,
  json: /\.json$/,
  js: /\.[cm]?jsx?$/,
  javascript: /\.[cm]?jsx?$/,
  ts: /\.[cm]?tsx?$/,
  typescript: /\.[cm]?tsx?$/,
  python: /\.py$/,
  py: /\.py$/,
  go: /\.(?:go|mod)$/,
  java: /\.java$/,
  html: /\.html?$/,
  css: /\.css$/,
  toml: /\.toml$/,
};

function namesIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]{1,200})`/g)].map(([, code = '']) => code);
  const found = quoted.filter((code) => FILE_NAME.test(code) && !/^[\d.]+$/.test(code));
  return found.length > 0 ? found : [...text.matchAll(BARE_NAME)].map(([name]) => name);
}

function namesFile(sentence: string): boolean {
  return namesIn(sentence).length > 0;
}

function lastSentence(text: string): string {
  return (
    text
      .trim()
      .split(/(?<=[^.][.!?])\s+(?=[\p{Lu}`*])|(?<=[。！？])/u)
      .at(-1) ?? ''
  );
}

/** Complete by itself: a Dockerfile from its `FROM`, a compose file from its `services`. */
function isWhole({ text, language }: Fragment): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? '';
  if (/^(?:docker|dockerfile)$/.test(language)) return /^(?:FROM|ARG)\s/.test(first);
  return /^(?:services|version|name|apiVersion):|^<!doctype|^<html|^#!/i.test(first);
}

/** The line that `change the CMD line to:` means. */
function replacedLine(sentence: string, path: string, { text, files }: Fragment): string | null {
  const keyword = /^([A-Z]+)\s/.exec(text)?.[1];
  if (keyword === undefined || !new RegExp(`\`${keyword}\\b`).test(sentence)) return null;
  return uniqueLine(
    files.contentOf(path),
    keyword,
    /\b(?:last|final|letzte|derni|últim|最後|最后)/i.test(sentence),
  );
}

/** Where the lines are added; null when the text names no place, or one that is not known to be there. */
function placeIn(sentence: string, path: string, { after, files }: Fragment): FileEdit | null {
  // "Add this:" may go on below the fence: "at the start of the file."
  const goesOn = /^\p{Ll}/u.test(after) ? ` ${after.slice(0, 300)}` : '';
  const said = `${sentence}${goesOn}`;
  const content = files.contentOf(path);
  const last = files.lastPutInto(path);
  if (THE_OTHER.test(said) && AFTER.test(said) && last !== null) {
    return { type: 'insert', match: last };
  }
  if (AT_TOP.test(said)) return { type: 'prepend' };
  const before = codeNear(BEFORE, said);
  if (before !== null) return above(content, before);
  const below = codeNear(AFTER, said);
  if (below !== null) {
    const match = uniqueLine(content, below, false);
    if (match !== null) return { type: 'insert', match };
  }
  return AT_END.test(said) ? { type: 'append' } : null;
}

/** The inline code that a preposition belongs to: behind it, or before it in languages that have it so. */
function codeNear(preposition: RegExp, said: string): string | null {
  const match = preposition.exec(said);
  if (match === null) return null;
  const behind = /^[^`]{0,120}`([^`]+)`/.exec(said.slice(match.index + match[0].length));
  const ahead = /`([^`]+)`[^`]{0,20}$/.exec(said.slice(0, match.index));
  const script = /[^\s!-\u024f]/.test(match[0]);
  const code = script ? (ahead ?? behind) : (behind ?? ahead);
  return code === null || FILE_NAME.test(code[1] ?? '') ? null : (code[1] ?? null);
}

function above(content: string | null, code: string): FileEdit | null {
  const line = uniqueLine(content, code, true);
  if (content === null || line === null) return null;
  const earlier = content.slice(0, content.indexOf(line)).split('\n');
  const match = earlier.findLast((text) => text.trim() !== '');
  if (match === undefined) return { type: 'prepend' };
  return content.split(match).length === 2 ? { type: 'insert', match } : null;
}

/** The line that begins with the code, if it can be told from all others. Of an unknown file, the code itself. */
function uniqueLine(content: string | null, code: string, last: boolean): string | null {
  if (content === null) return /^(?:FROM|CMD|ENTRYPOINT)\b/.test(code) ? code : null;
  const lines = content.split('\n').filter((line) => line.trimStart().startsWith(code));
  const line = last ? lines.at(-1) : lines[0];
  return line !== undefined && content.split(line).length === 2 ? line : null;
}
