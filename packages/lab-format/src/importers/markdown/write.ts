/** A fence that holds `code`, whatever backticks are in it. `info` may hold any character but a line break. */
export function fenceOf(info: string, code: string): string {
  const character = info.includes('`') ? '~' : '`';
  const runs = code.match(character === '~' ? /~{3,}/g : /`{3,}/g) ?? [];
  const marks = character.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${marks}${info}\n${code === '' ? '' : `${code}\n`}${marks}`;
}

/** Inline code, whatever backticks are in it. */
export function codeOf(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, ' ');
  const runs = flat.match(/`+/g) ?? [];
  const lengths = new Set(runs.map(({ length }) => length));
  let marks = '`';
  while (lengths.has(marks.length)) marks += '`';
  const padded = /^`|`$|^ .*[^ ].* $/.test(flat) ? ` ${flat} ` : flat;
  return marks + padded + marks;
}

/** Plain text as Markdown that shows just that, in one line. */
export function escapeText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>~|#$]/g, '\\$&')
    .replace(/&(?=[A-Za-z#])/g, '\\&')
    .replace(/^([-+]|\d{1,9}[.)])(?=\s)/, '\\$1');
}

/** The value of an attribute of a directive, in quotes. */
export function quoted(value: string): string {
  const flat = value.replace(/\s+/g, ' ').replace(/&/g, '&amp;');
  return `"${flat.replace(/"/g, '&quot;')}"`;
}

/** Puts a block into the place of text that stands in quotations and list items. */
export function withPrefix(block: string, prefix: string): string {
  return block
    .split('\n')
    .map((line, index) => (index === 0 ? line : line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n');
}
