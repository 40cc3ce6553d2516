import { commandLikeness } from './command-words.ts';
import { isPromptAbove, type Prompt, readAnglePrompt, readPrompt } from './prompt-forms.ts';
import { takeStatement } from './statements.ts';
import { readUnprompted } from './unprompted.ts';

/** A command, the words above it and the sample output below it; each may be empty. */
export interface Exchange {
  /** What comments between two prompts say, without their `#`. */
  readonly comment: string;
  /** Empty for output above the first prompt. */
  readonly code: string;
  readonly output: string;
  /** The first line within the block, from 0. */
  readonly line: number;
  readonly complete: boolean;
  readonly where?: 'container' | 'host';
}

/**
 * Reads a block with prompts: what follows a command up to the next prompt is its output, blank lines
 * included. Null when no line has a prompt.
 */
export function readExchanges(code: string): Exchange[] | null {
  const lines = code.split('\n');
  const prompts = findPrompts(lines);
  const first = prompts.findIndex((prompt) => prompt !== null);
  if (first === -1) return null;

  const exchanges = aboveFirst(lines.slice(0, first));
  const shell = createShellWatch(prompts);
  let above = '';
  for (let line = first; line < lines.length; ) {
    const prompt = prompts[line];
    if (!prompt) break;
    const where = shell.whereIs(prompt);
    if (prompt.typed === '') {
      const end = nextPrompt(prompts, line + 1);
      const shown = prompt.kind === 'own' ? [] : [lines[line] ?? ''];
      const { output, comment } = splitComment([...shown, ...lines.slice(line + 1, end)]);
      exchanges.push({ comment: above, code: '', output, line, complete: true });
      above = comment;
      line = end;
      continue;
    }
    const command = withoutMarks([prompt.typed, ...lines.slice(line + 1, line + LONGEST)]);
    const statement = takeStatement(command, 0);
    // A quote that nothing closes must not swallow the prompts below.
    const untilPrompt = nextPrompt(prompts, line + 1) - line;
    const taken = statement.complete ? statement.next : Math.min(statement.next, untilPrompt);
    const end = nextPrompt(prompts, line + taken);
    const typed = stripContinuations(command.slice(0, taken)).trimEnd();
    shell.typed(typed);
    const below = lines.slice(line + taken, end);
    const left = !shell.hasPrompt && where === 'container' && /^(?:exit|logout)$/.test(typed);
    // The shell says `exit` itself as it ends.
    const echo = /^(?:exit|logout)$/.test(below[0]?.trim() ?? '') ? 1 : 0;
    const { output, comment } = splitComment(
      left ? below.slice(0, echo) : below,
      end === lines.length,
    );
    exchanges.push({
      comment: above,
      code: typed,
      output,
      line,
      complete: statement.complete,
      ...(where === undefined ? {} : { where }),
    });
    // Outside of the container again, where commands stand without a prompt.
    if (left) exchanges.push(...withoutPrompt(below.slice(echo), line + taken + echo));
    above = comment;
    line = end;
  }
  if (above !== '') exchanges.push({ ...NOTHING, comment: above, line: lines.length - 1 });
  return exchanges.filter(
    ({ comment, code, output }) => comment !== '' || code !== '' || output !== '',
  );
}

/** Lines of one statement. Without a limit, a block of unclosed quotes would be read once for each of its lines. */
const LONGEST = 200;
const NOTHING = { comment: '', code: '', output: '', complete: true } as const;

function findPrompts(lines: readonly string[]): (Prompt | null)[] {
  // Comments do not tell; a line behind the prompt of root does.
  const first = lines.findIndex(
    (line) => line.trim() !== '' && (!/^#(?!!)/.test(line) || readPrompt(line) !== null),
  );
  const top = lines.find((line) => line.trim() !== '' && !line.startsWith('#'));
  const angle = readAnglePrompt(top ?? '') !== null;
  const found = lines.map((line, at) => {
    // Below `> web@1.0.0 start`, `> node .` is what npm tells.
    const told = /^> \S+@\d/.test(lines[at - 1] ?? '');
    return readPrompt(line) ?? (angle && !told ? readAnglePrompt(line) : null);
  });
  if (commandLikeness(lines[first] ?? '') === 'known' && found[first] === null) {
    // A command without a prompt is at the top: what looks like prompts below may be its output.
    found.forEach((prompt, line) => {
      const odd = prompt?.kind === 'own' && commandLikeness(prompt.typed) !== 'known';
      if (odd || prompt?.kind === 'root') found[line] = null;
    });
  }
  dropComments(lines, found);
  lines.forEach((line, index) => {
    if (isPromptAbove(line)) found[index] = { kind: 'own', typed: '', who: '$' };
  });
  return found;
}

/** `# docker run options` is a comment after all where commands stand without a prompt, or right above another one. */
function dropComments(lines: readonly string[], found: (Prompt | null)[]): void {
  const bare = found.some((prompt, at) => {
    const below = lines[at + 1] ?? '';
    return prompt?.kind === 'root' && !found[at + 1] && commandLikeness(below) === 'known';
  });
  let next: Prompt | null = null;
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    const prompt = found[line] ?? null;
    if (prompt?.kind === 'root' && (bare || next?.kind === 'own')) {
      found[line] = null;
    } else if (lines[line]?.trim() !== '') next = prompt;
  }
}

/** What stands above the first prompt: commands without one, as `docker run -it alpine` above `/ # ls`, or output. */
function aboveFirst(lines: readonly string[]): Exchange[] {
  if (lines.some((line) => commandLikeness(line) === 'known')) return withoutPrompt(lines, 0);
  const { output, comment } = splitComment(lines);
  return output === '' && comment === '' ? [] : [{ ...NOTHING, output, comment, line: 0 }];
}

function withoutPrompt(lines: readonly string[], first: number): Exchange[] {
  const pieces = readUnprompted(lines.join('\n'), { comments: 'apart', only: 'known' });
  return pieces.map((piece) => ({ ...piece, line: first + piece.line }));
}

/** Follows which shell is typed into: the learner's, one in a container, or the author's own machine. */
function createShellWatch(prompts: readonly (Prompt | null)[]) {
  const own = prompts.some((prompt) => prompt?.kind === 'own' || prompt?.kind === 'root');
  let entered: string | null = null;
  let been = false;
  let before = '';
  return {
    /** Whether the learner's own shell has a prompt in this block. */
    hasPrompt: prompts.some((prompt) => prompt !== null && prompt.kind !== 'container'),
    whereIs({ kind, who }: Prompt): 'container' | 'host' | undefined {
      if (kind === 'container') return 'container';
      if (kind !== 'foreign') return undefined;
      // The prompt that follows `docker run -it` belongs to the container, whatever it looks like.
      if (INTERACTIVE.test(before)) entered = who;
      if (entered === who) return 'container';
      // Where all prompts are the author's, and behind `exit`, they mean the learner's shell.
      return own && !been ? 'host' : undefined;
    },
    typed(code: string): void {
      before = code;
      if (INTERACTIVE.test(code)) been = true;
      if (/^(?:exit|logout)\b/.test(code)) entered = null;
    },
  };
}

const INTERACTIVE =
  /^(?:sudo )?docker\b.*\b(?:run|exec|attach)\b.*\s(?:-[a-z]*i[a-z]*|--interactive)\b/;

/** Where the lines below, without their `> `, close what the first one opens, they are without it. */
function withoutMarks(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, at) => at > 0 && !/^>(?: |$)/.test(line));
  const marked = end === -1 ? lines.length : end;
  if (marked < 2) return lines;
  const bare = lines.map((line, at) => (at > 0 && at < marked ? line.replace(/^> ?/, '') : line));
  const { complete, next } = takeStatement(bare.slice(0, marked), 0);
  return complete && next > 1 ? bare : lines;
}

/** The shell shows `> ` before the further lines of a statement; it is stripped when all of them have it. */
function stripContinuations(lines: readonly string[]): string {
  const [first = '', ...further] = lines;
  const marked = further.length > 0 && further.every((line) => /^>(?: |$)/.test(line));
  return [first, ...(marked ? further.map((line) => line.replace(/^> ?/, '')) : further)].join(
    '\n',
  );
}

function nextPrompt(prompts: readonly (Prompt | null)[], from: number): number {
  for (let line = from; line < prompts.length; line += 1) if (prompts[line]) return line;
  return prompts.length;
}

/**
 * Comments at the end belong to the next command, not to this output. Behind a blank line they surely do;
 * right below the output only if a command follows, and the output has no other line like that.
 */
function splitComment(
  lines: readonly string[],
  isLast = false,
): { output: string; comment: string } {
  const isComment = (line: string) => /^#(?!!)/.test(line.trim());
  const own = lines.findLastIndex((line) => line.trim() !== '' && !isComment(line));
  const blank = lines.findIndex((line, at) => at > own && line.trim() === '');
  const mixed = isLast || lines.slice(0, own + 1).some(isComment);
  const start = own === -1 || !mixed ? own + 1 : blank === -1 ? lines.length : blank;
  const comments = lines.slice(start).filter((text) => text.trim() !== '');
  return {
    output: asOutput(lines.slice(0, start)),
    comment: comments
      .map((text) => text.trim().replace(/^#+\s*/, ''))
      .join('\n')
      .trim(),
  };
}

function asOutput(lines: readonly string[]): string {
  return lines
    .join('\n')
    .trimEnd()
    .replace(/^(?:[ \t]*\n)+/, '');
}
