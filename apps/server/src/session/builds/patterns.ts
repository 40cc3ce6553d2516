/** A path of the context as Docker writes it, without what says the same in another way: `./src/` is `src`. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a path is what the pattern means (`*`, `?`, `[a-z]`, `**` for any folders), or in a folder that is. */
export function isBelow(path: string, pattern: string): boolean {
  const clean = cleanPath(pattern);
  return clean === '' || new RegExp(`^${asExpression(clean)}(?:/|$)`, 's').test(path);
}

/** Whether the lines of a .dockerignore keep a path out of the context: the last that fits decides. */
export function isIgnored(path: string, lines: readonly string[]): boolean {
  let ignored = false;
  for (const line of lines) {
    const text = line.trim();
    const isException = text.startsWith('!');
    const pattern = cleanPath(isException ? text.slice(1) : text);
    if (pattern !== '' && isBelow(path, pattern)) ignored = !isException;
  }
  return ignored;
}

function asExpression(pattern: string): string {
  const tokens = pattern.match(/\*\*\/?|\*|\?|\[[^\]]+\]|\\.|[^*?[\\]+|./gs) ?? [];
  return tokens.map(tokenAsExpression).join('');
}

function tokenAsExpression(token: string): string {
  if (token === '**/') return '(?:.*/)?';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (/^\[.+\]$/s.test(token)) return classAsExpression(token);
  return literal(token.length === 2 && token.startsWith('\\') ? token.slice(1) : token);
}

/** `[a-z]`, `[^a-z]`; one that is none in a regular expression either is taken by its letters. */
function classAsExpression(token: string): string {
  const inner = token.slice(1, -1).replace(/[\\[\]]/g, '\\$&');
  const expression = `[${inner}]`;
  try {
    new RegExp(expression);
    return expression;
  } catch {
    // A range from behind, `[z-a]`: nothing of Docker's either.
    return literal(token);
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
