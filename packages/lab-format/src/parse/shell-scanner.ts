/** Reads shell code line by line and says where a statement may end. */
export interface ShellScanner {
  /** True when everything that was opened so far is closed at the end of this line. */
  feed(line: string): boolean;
}

type Opened = 'single' | 'ansi' | 'double' | 'backtick' | 'parenthesis' | 'arithmetic' | 'brace';

/**
 * Enough of the shell's grammar to know whether a line ends a statement: quotes, substitutions, heredocs,
 * `\` and operators at the end of a line, and compound commands. It takes one pass over each line.
 */
export function createShellScanner(): ShellScanner {
  const opened: Opened[] = [];
  const heredocs: { delimiter: string; tabs: boolean }[] = [];
  let compounds = 0;
  let inHeredocs = false;
  /** Whether the next word would be a command: only there is `if` a keyword. */
  let atCommand = true;

  function word(text: string): void {
    if (atCommand) {
      if (OPENING.has(text)) compounds += 1;
      if (CLOSING.has(text)) compounds = Math.max(0, compounds - 1);
    }
    atCommand = atCommand && BEFORE_COMMAND.has(text);
  }

  /** Reads one unquoted piece at `at`; returns where the next one starts. */
  function plain(line: string, at: number): number {
    const character = line[at] ?? '';
    const two = line.slice(at, at + 2);
    if (character === '\\') return at + 2;
    if (two === "$'") return open('ansi', at + 2);
    if (two === '${') return open('brace', at + 2);
    if (line.startsWith('$((', at)) return open('arithmetic', at + 3);
    if (two === '$(') return open('parenthesis', at + 2);
    if (two === '((') return open('arithmetic', at + 2);
    if (two === '<<') return heredoc(line, at);
    if (character === '(') return open('parenthesis', at + 1);
    if (character === ')') return closeParenthesis(at + 1);
    if (character === "'") return open('single', at + 1);
    if (character === '"') return open('double', at + 1);
    if (character === '`') {
      if (opened.at(-1) === 'backtick') opened.pop();
      else opened.push('backtick');
      atCommand = true;
      return at + 1;
    }
    if (character === '#' && /^$|[\s;&|(]/.test(line[at - 1] ?? '')) return line.length;
    if (/[;&|]/.test(character)) {
      atCommand = true;
      return at + 1;
    }
    if (/\s/.test(character)) return at + 1;
    WORD.lastIndex = at;
    const text = WORD.exec(line)?.[0] ?? character;
    word(text);
    return at + text.length;
  }

  function open(what: Opened, next: number): number {
    opened.push(what);
    atCommand = what === 'parenthesis';
    return next;
  }

  function closeParenthesis(next: number): number {
    // An unmatched one ends a pattern of `case`; in both cases a command may follow.
    if (opened.at(-1) === 'parenthesis') opened.pop();
    atCommand = true;
    return next;
  }

  function heredoc(line: string, at: number): number {
    HEREDOC.lastIndex = at;
    const match = HEREDOC.exec(line);
    if (line[at + 2] === '<' || match === null) return at + (line[at + 2] === '<' ? 3 : 2);
    const delimiter = match[2] ?? match[3] ?? (match[4] ?? '').replace(/\\/g, '');
    heredocs.push({ delimiter, tabs: match[1] === '-' });
    return at + match[0].length;
  }

  function quoted(line: string, at: number): number {
    const character = line[at];
    const what = opened.at(-1);
    if (what !== 'single' && character === '\\') return at + 2;
    if (what === 'double' && character === '$' && line[at + 1] === '(') {
      return open('parenthesis', at + 2);
    }
    if (what === 'arithmetic') return inArithmetic(line, at);
    if (character === ENDS[what as keyof typeof ENDS]) {
      opened.pop();
      atCommand = false;
    }
    return at + 1;
  }

  function inArithmetic(line: string, at: number): number {
    if (line.startsWith('))', at)) {
      opened.pop();
      return at + 2;
    }
    return at + 1;
  }

  return {
    feed(line) {
      if (inHeredocs) {
        const first = heredocs[0];
        const text = first?.tabs ? line.replace(/^\t+/, '') : line;
        if (text === first?.delimiter) heredocs.shift();
        inHeredocs = heredocs.length > 0;
        return !inHeredocs && opened.length === 0 && compounds === 0;
      }
      atCommand ||= opened.length === 0 || opened.at(-1) === 'parenthesis';
      let at = 0;
      while (at < line.length) {
        const what = opened.at(-1);
        const unquoted = what === undefined || what === 'parenthesis' || what === 'backtick';
        at = unquoted ? plain(line, at) : quoted(line, at);
      }
      // Stepping over a backslash at the very end leads past the line: it goes on.
      const continued = at > line.length && opened.at(-1) !== 'single';
      inHeredocs = heredocs.length > 0;
      const awaits = opened.length > 0 || compounds > 0 || inHeredocs;
      return !(awaits || continued || /(?:\|\|?|&&)\s*$/.test(line.slice(-200)));
    },
  };
}

const OPENING = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{']);
const CLOSING = new Set(['fi', 'done', 'esac', '}']);
const BEFORE_COMMAND = new Set([
  ...['if', 'then', 'elif', 'else', 'while', 'until', 'do', 'fi', 'done', 'esac', '{', '}', '!'],
  'time',
]);
const WORD = /[^\s;&|()<>'"`\\$]+/y;
const HEREDOC = /<<(-?)[ \t]*(?:'([^']*)'|"([^"]*)"|([^\s;&|<>()'"`]+))/y;
const ENDS = { single: "'", ansi: "'", double: '"', brace: '}' } as const;
