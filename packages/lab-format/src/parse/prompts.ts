import { takeStatement } from './statements.ts';

/** A command after a prompt, and the sample output below it. */
export interface Exchange {
  /** Empty for output above the first prompt. */
  readonly code: string;
  readonly output: string;
  /** The first line within the block, from 0. */
  readonly line: number;
  readonly complete: boolean;
}

/**
 * Reads a block with `$ ` prompts: what follows a command up to the next prompt is its output, blank
 * lines included. Null when no line has a prompt.
 */
export function readExchanges(code: string): Exchange[] | null {
  const lines = code.split('\n');
  const prompts = lines.map((line) => PROMPT.test(line));
  if (!prompts.includes(true)) return null;

  const exchanges: Exchange[] = [];
  let line = 0;
  while (line < lines.length) {
    if (!prompts[line]) {
      const end = nextPrompt(prompts, line);
      exchanges.push({ code: '', output: text(lines.slice(line, end)), line, complete: true });
      line = end;
      continue;
    }
    const command = [stripPrompt(lines[line] ?? ''), ...lines.slice(line + 1, line + LONGEST)];
    const statement = takeStatement(command, 0);
    // A quote that nothing closes must not swallow the prompts below.
    const rest = prompts.indexOf(true, line + 1);
    const untilPrompt = (rest === -1 ? lines.length : rest) - line;
    const taken = statement.complete ? statement.next : Math.min(statement.next, untilPrompt);
    const end = nextPrompt(prompts, line + taken);
    exchanges.push({
      code: stripContinuations(command.slice(0, taken)).trimEnd(),
      output: text(lines.slice(line + taken, end)),
      line,
      complete: statement.complete,
    });
    line = end;
  }
  return exchanges.filter((exchange) => exchange.code !== '' || exchange.output !== '');
}

const PROMPT = /^\$(?:[ \t]|$)/;

/** Lines of one statement. Without a limit, a block of unclosed quotes would be read once for each of its lines. */
const LONGEST = 200;

function stripPrompt(line: string): string {
  return line.replace(/^\$[ \t]*/, '');
}

/** The shell shows `> ` before the further lines of a statement; it is stripped when all of them have it. */
function stripContinuations(lines: readonly string[]): string {
  const [first = '', ...further] = lines;
  const marked = further.length > 0 && further.every((line) => /^>(?: |$)/.test(line));
  return [first, ...(marked ? further.map((line) => line.replace(/^> ?/, '')) : further)].join(
    '\n',
  );
}

function nextPrompt(prompts: readonly boolean[], from: number): number {
  const next = prompts.indexOf(true, from);
  return next === -1 ? prompts.length : next;
}

function text(lines: readonly string[]): string {
  return lines
    .join('\n')
    .trimEnd()
    .replace(/^(?:[ \t]*\n)+/, '');
}
