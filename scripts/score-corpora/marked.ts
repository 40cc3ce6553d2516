/** What an author marked as something to do. Found by a scan of lines that shares nothing with the importers. */
export interface Marked {
  readonly kind: 'run' | 'copy' | 'file';
  readonly text: string;
  /** In the foreign file, from 1. */
  readonly line: number;
}

/** Katacoda and Killercoda: `{{execute}}`, `{{copy}}` behind code; `<pre class="file">`. */
export function markedByBraces(page: string): Marked[] {
  const found: Marked[] = [];
  const text = page
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(
      /<pre\b([^>]*)>([\s\S]*?)<\/pre>/gi,
      (whole, attributes: string, inner: string, at: number) => {
        const line = page.slice(0, at).split('\n').length;
        if (/\bclass=["'][^"']*\bfile\b/.test(attributes)) {
          const isFile =
            /\bdata-filename=/.test(attributes) && !/data-target=["']clipboard/.test(attributes);
          found.push({ kind: isFile ? 'file' : 'copy', text: decoded(inner), line });
        }
        return blank(whole);
      },
    );
  const { fences, rest } = splitFences(text);
  for (const { code, closing, line } of fences) {
    const kind = kindOf(closing);
    if (kind !== null) found.push({ kind, text: code, line });
  }
  for (const match of rest.matchAll(
    /(?<!`)(`+)(?!`)((?:(?!\1)[^\n])+?)\1(?!`)[ \t]?((?:\{\{[^{}\n]*\}\})+)/g,
  )) {
    const kind = kindOf(match[3] ?? '');
    const line = rest.slice(0, match.index).split('\n').length;
    if (kind !== null) found.push({ kind, text: (match[2] ?? '').trim(), line });
  }
  return found.toSorted((a, b) => a.line - b.line);
}

/** Play with Docker: `.term1` behind the backticks that open a fence. */
export function markedByTerminal(page: string): Marked[] {
  const { fences } = splitFences(page.replace(/\r\n?/g, '\n'));
  return fences
    .filter(({ opening }) => /\.term[1-9]/.test(opening))
    .map(({ code, line }) => ({ kind: 'run', text: unliquid(code), line }));
}

/** Labspace: fences of a shell that have a button, and files to save. */
export function markedByLanguage(page: string): Marked[] {
  const { fences } = splitFences(page.replace(/\r\n?/g, '\n'));
  return fences.flatMap(({ opening, code, line }): Marked[] => {
    if (/\bsave-as=/.test(opening)) return [{ kind: 'file', text: code, line }];
    const isShell = /^(?:bash|sh|console|shell)\b/.test(opening);
    return isShell && !/\bno-run-button\b/.test(opening) ? [{ kind: 'run', text: code, line }] : [];
  });
}

/** READMEs mark nothing but prompts: `$ docker ps`, in a fence, up to the end of its line or of its `\`. */
export function markedByPrompt(page: string): Marked[] {
  const { fences } = splitFences(page.replace(/\r\n?/g, '\n'));
  return fences.flatMap(({ opening, code, line }) => {
    // There the prompts are those of a log.
    if (/^(?:plain)?te?xt\b/.test(opening)) return [];
    const lines = code.split('\n');
    return lines.flatMap((text, index): Marked[] => {
      if (!/^\$[ \t]+[a-z]/.test(text)) return [];
      let end = index;
      while (lines[end]?.endsWith('\\') && end + 1 < lines.length) end += 1;
      const command = [text.replace(/^\$[ \t]+/, ''), ...lines.slice(index + 1, end + 1)];
      return [{ kind: 'run', text: command.join('\n'), line: line + 1 + index }];
    });
  });
}

interface Fence {
  readonly opening: string;
  readonly code: string;
  readonly closing: string;
  readonly line: number;
}

/** The fences of a page, and the page with empty lines in their places. */
function splitFences(page: string): { fences: Fence[]; rest: string } {
  const fences: Fence[] = [];
  const rest: string[] = [];
  let open: { mark: string; indent: number; opening: string; line: number; code: string[] } | null =
    null;
  for (const [index, text] of page.split('\n').entries()) {
    const [, prefix = '', mark = '', tail = ''] =
      /^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (open === null) {
      const opens = mark !== '' && !(mark.startsWith('`') && tail.includes('`'));
      if (opens)
        open = { mark, indent: prefix.length, opening: tail.trim(), line: index + 1, code: [] };
      rest.push(opens ? '' : text);
      continue;
    }
    const closes = mark.startsWith(open.mark) && /^\s*(?:\{\{[^{}]*\}\}.*)?$/.test(tail);
    if (closes) {
      fences.push({
        opening: open.opening,
        code: open.code.join('\n'),
        closing: tail,
        line: open.line,
      });
      open = null;
    } else open.code.push(text.replace(new RegExp(`^[ \\t>]{0,${open.indent}}`), ''));
    rest.push('');
  }
  return { fences, rest: rest.join('\n') };
}

function kindOf(braces: string): 'run' | 'copy' | null {
  const words = [...braces.matchAll(/\{\{([^{}]*)\}\}/g)].flatMap(([, inside = '']) =>
    inside.trim().toLowerCase().split(/\s+/),
  );
  const known = words.every((word) =>
    /^(?:execute|exec|copy|open|interrupt|no-newline|ctrl-seq|t\d+|host\d+)$/.test(word),
  );
  if (!known) return null;
  if (words.some((word) => word.startsWith('exec'))) return 'run';
  return words.includes('copy') ? 'copy' : null;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function decoded(html: string): string {
  const named: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    amp: '&',
  };
  return html
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(
      /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return named[name.toLowerCase()] ?? whole;
        return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
      },
    );
}

function unliquid(code: string): string {
  return code
    .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '')
    .replace(/\{\{\s*"((?:(?!"\s*\}\}).)*)"\s*\}\}/g, '$1');
}
