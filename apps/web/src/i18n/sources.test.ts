import { expect, test } from 'vitest';

const sources = import.meta.glob<string>(['../**/*.tsx', '!../**/*.test.tsx'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** What a learner reads or hears. Text between tags is the linter's to find. */
const ATTRIBUTE =
  /(?<![\w-])(?:aria-(?:label|description|valuetext)|alt|description|hint|label|message|placeholder|remedy|text|title|what)=(?:"([^"]*)"|\{\s*'([^']*)'|\{\s*`([^`]*)`)/g;

/** Not said: what is typed as it is. */
const AS_IT_IS = new Set(['app.py']);

function textsIn(source: string): string[] {
  return [...source.matchAll(ATTRIBUTE)]
    .map(([, ...values]) => values.join('').replaceAll(/\$\{[^}]*\}/g, ''))
    .filter((text) => /\p{L}{2}/u.test(text) && !AS_IT_IS.has(text));
}

test('no component has a text of its own in an attribute', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(50);
  const found = Object.entries(sources).flatMap(([file, source]) =>
    textsIn(source).map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['<a aria-label="Close" />', 1],
  [`<a title={\`Close \${name}\`} />`, 1],
  ["<a title={'Close'} />", 1],
  ['<a title={texts.close} />', 0],
  [`<a title={\`\${port}\`} />`, 0],
  ['<a className="close" data-label="close" />', 0],
])('%s has %i of them', (source, count) => {
  expect(textsIn(source)).toHaveLength(count);
});
