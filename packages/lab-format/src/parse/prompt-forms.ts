import { commandLikeness, isKnownCommand, isRootCommand } from './command-words.ts';

/**
 * What a line starts with when it is typed behind a prompt.
 * `own`: `$ `, as all documentation has it. `root`: `# docker ps`. `container`: a shell within one.
 * `foreign`: the author's own machine, such as `johns-mbp:test john$ `.
 */
type PromptKind = 'own' | 'root' | 'container' | 'foreign';

export interface Prompt {
  readonly kind: PromptKind;
  /** What is typed behind it; empty behind a prompt alone. */
  readonly typed: string;
  /** The prompt itself without what changes with the folder, to compare two of them. */
  readonly who: string;
}

export function readPrompt(line: string): Prompt | null {
  if (line.length > LONGEST_LINE) return null;
  const own = OWN.exec(line);
  if (own !== null) return { kind: 'own', typed: rest(line, own), who: '$' };
  if (line.startsWith('# ') && isRootCommand(line.slice(2).trim())) {
    return { kind: 'root', typed: line.slice(2).trimStart(), who: '#' };
  }
  const arrow = ARROW.exec(line);
  if (arrow !== null && commandLikeness(rest(line, arrow)) === 'known') {
    return { kind: 'foreign', typed: rest(line, arrow), who: 'arrow' };
  }
  const path = CONTAINER_PATH.exec(line);
  if (path !== null) return { kind: 'container', typed: rest(line, path), who: '/ #' };
  const version = SHELL_VERSION.exec(line);
  if (version !== null) {
    const kind = version[0].trimEnd().endsWith('#') ? 'container' : 'foreign';
    return { kind, typed: rest(line, version), who: 'sh-' };
  }
  return readUserAtHost(line) ?? readHostAndUser(line) ?? readWindows(line) ?? readOther(line);
}

/** `> docker ps` is typed only in a block whose first line is so: anywhere else it is npm's, or a quotation. */
export function readAnglePrompt(line: string): Prompt | null {
  const match = /^>[ \t]+/.exec(line);
  if (match === null || commandLikeness(rest(line, match)) !== 'known') return null;
  return { kind: 'own', typed: rest(line, match), who: '>' };
}

/** The first of two lines of a prompt, as Play with Docker has it above `$ `. */
export function isPromptAbove(line: string): boolean {
  const text = line.trimEnd();
  return /^(?:\[node\d+\] \(local\) [\w.-]+@[\w.-]+ \S{1,100}|[┌╭]─{1,3}\(.{1,100}\)\S{0,100})$/u.test(
    text,
  );
}

const LONGEST_LINE = 10_000;
/** `$docker ps` too, but not `$HOME/bin/run`. */
const OWN =
  /^\$(?:[ \t]+|$|(?=(?:docker|docker-compose|git|curl|cd|ls|mkdir|cat|echo|sudo|npm|kubectl) ))/;
const ARROW = /^(?:[❯λ»%→]|\$>|[└╰]─{1,3}[$#❯]|➜(?:\s+\S+\s+git:\(\S+\)(?:\s+✗)?|\s+~)?)\s+/u;
const CONTAINER_PATH = /^(?:~|\/[\w./-]{0,100}) [#$](?:[ \t]+|$)/;
const SHELL_VERSION = /^(?:ba|z|a|da)?sh-\d+(?:\.\d+)*[#$](?:[ \t]+|$)/;
const USER_AT_HOST =
  /^(?:\([\w.-]{1,40}\) )?(?:\[node\d+\] \(local\) )?\[?([\w.-]{1,40})@([\w.-]{1,80})(?::[^\s$#%>\]]{0,200}|[ \t][^\s$#%>\]]{1,200})?\]?[ \t]?([$#%>])(?:[ \t]+|$)/;
const HOST_AND_USER = /^([\w.-]{1,60}):\S{0,200} ([\w.-]{1,40})\$(?:[ \t]+|$)/;
const FOLDER_AND_USER = /^[\w.~/-]{1,100} ([a-z_][\w.-]{0,39})[$%][ \t]+/i;
const OTHER = /^(?:[\w.@~:/()[\]{}+-]{1,60} ){0,3}[\w.@~:/()[\]{}+-]{0,60}(?<!\d ?)[$%][ \t]+/;
const WINDOWS = /^(?:(?:PS )?[A-Z]:\\[^>]{0,200}|PS)>[ \t]*/;

function readUserAtHost(line: string): Prompt | null {
  const match = USER_AT_HOST.exec(line);
  if (match === null) return null;
  const [, user = '', host = '', sign = ''] = match;
  // Containers are called by twelve digits of their id.
  const inside = /^[0-9a-f]{12}$/.test(host);
  const typed = rest(line, match);
  if (sign === '>' && !isKnownCommand(typed.split(/\s/, 1)[0] ?? '')) return null;
  return { kind: inside ? 'container' : 'foreign', typed, who: `${user}@${host}` };
}

function readHostAndUser(line: string): Prompt | null {
  const match = HOST_AND_USER.exec(line);
  if (match !== null) return { kind: 'foreign', typed: rest(line, match), who: match[2] ?? '' };
  // Two words and a dollar are a price as well: there must be a command behind them.
  const folder = FOLDER_AND_USER.exec(line);
  if (folder === null || commandLikeness(rest(line, folder)) !== 'known') return null;
  return { kind: 'foreign', typed: rest(line, folder), who: folder[1] ?? '' };
}

/** Any other: a few words of it, and a command that is known behind `$` or `%`. */
function readOther(line: string): Prompt | null {
  const match = OTHER.exec(line);
  if (match === null || isKnownCommand(line.split(/\s/, 1)[0] ?? '')) return null;
  const typed = rest(line, match);
  // Words and a dollar are a price as well.
  const isCommand = /[~/@:]/.test(match[0])
    ? commandLikeness(typed) === 'known'
    : isRootCommand(typed);
  if (!isCommand) return null;
  return { kind: 'foreign', typed: rest(line, match), who: 'other' };
}

function readWindows(line: string): Prompt | null {
  const match = WINDOWS.exec(line);
  return match && { kind: 'foreign', typed: rest(line, match), who: 'windows' };
}

/** What follows the prompt, which some have twice: `root@0b2ba61df37f:/# # ps`. */
function rest(line: string, match: RegExpExecArray): string {
  return line
    .slice(match[0].length)
    .replace(/^(?:[#$][ \t]+)+(?=\S)/, '')
    .trimStart();
}
