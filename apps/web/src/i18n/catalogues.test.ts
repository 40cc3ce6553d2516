import { expect, test } from 'vitest';

/** Messages that are the same in Japanese: names, and what is typed or read as it is. */
const NAMES = new Set([
  'everywhere.product',
  'lab.tab.title',
  'layers.reasons.sentence',
  'layers.reasons.list',
]);

const english = import.meta.glob<Record<string, unknown>>('./en/*.ts', { eager: true });
const japanese = import.meta.glob<Record<string, unknown>>('./ja/*.ts', { eager: true });
const features = Object.keys(english)
  .map((file) => file.replace('./en/', ''))
  .filter((file) => file !== 'index.ts');

test('every feature has its texts in both languages', () => {
  const names = Object.keys(japanese).map((file) => file.replace('./ja/', ''));
  expect(names.filter((name) => !OF_THE_SERVER.has(name)).sort()).toEqual(
    [...features, 'index.ts'].sort(),
  );
});

/** English ones are in the protocol's own catalogue, in lint, and in the parser of Dockerfiles. */
const OF_THE_SERVER = new Set(['errors.ts', 'dockerfile-help.ts', 'lint-rules.ts']);

test.each(features)('%s says the same things in both', (file) => {
  const en = textsOf(english[`./en/${file}`]);
  const ja = textsOf(japanese[`./ja/${file}`]);
  expect([...ja.keys()].sort()).toEqual([...en.keys()].sort());
  expect(en.size).toBeGreaterThan(0);
  for (const [name, text] of en) expect(text.trim(), name).not.toBe('');
  for (const [name, text] of ja) {
    expect(text.trim(), name).not.toBe('');
    if (!NAMES.has(name)) expect(text, name).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}、。]/u);
  }
});

test('a name in the list is a message', () => {
  const all = new Set(features.flatMap((file) => [...textsOf(english[`./en/${file}`]).keys()]));
  expect([...NAMES].filter((name) => !all.has(name))).toEqual([]);
});

/** Every message by its path; a function says what it says of a sample. */
function textsOf(value: unknown, path: string[] = []): Map<string, string> {
  if (typeof value === 'string') return new Map([[path.join('.'), value]]);
  if (typeof value === 'function') return new Map([[path.join('.'), said(value as Message)]]);
  if (typeof value !== 'object' || value === null) throw new Error(`no message: ${path.join('.')}`);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...textsOf(inner, [...path, key])]),
  );
}

type Message = (...values: unknown[]) => unknown;

/** What fits the message's parameters is not known here: it is tried with numbers, texts and lists. */
function said(message: Message): string {
  for (const sample of [2, 'x', ['x', 'y']]) {
    try {
      const text = message(...Array.from({ length: 5 }, () => sample));
      if (typeof text === 'string') return text;
    } catch {
      // Not of this kind.
    }
  }
  throw new Error(`${message} gives no text`);
}
