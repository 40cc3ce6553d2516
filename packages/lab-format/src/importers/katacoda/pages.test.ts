import { describe, expect, test } from 'vitest';
import { importOnly, scenario } from '../imported.fixture.ts';

const page = (text: string) => importOnly(scenario(text));

describe('quizzes', () => {
  test.each([
    ['>>Which?<<\n=== blue', { answer: { type: 'text', rule: 'equals', text: 'blue' } }],
    ['>> Which? <<\n=~= blue', { answer: { rule: 'contains', text: 'blue' } }],
    ['>>Which?<<\n(*) blue\n( ) red', { answer: { type: 'single' } }],
    ['>>Which?<<\n[*] blue\n[ ] red', { answer: { type: 'multiple' } }],
    ['>>Which `[1]` "is" it?<<\n[*] blue\n[*] `red`', { answer: { type: 'multiple' } }],
  ])('%s', (text, quiz) => {
    expect(page(`Think.\n\n${text}\n\nOn.\n`).blocks).toMatchObject([{ type: 'quiz', ...quiz }]);
  });

  test('a question without a right answer is text, and a loss', () => {
    expect(page('>>Which?<<\n( ) blue\n( ) red\n')).toMatchObject({
      blocks: [],
      losses: ['sail.md:1 changed quiz'],
    });
  });

  test('a quotation of a quotation is one', () => {
    expect(page('>> said she\n').text('01-sail.md')).toContain('>> said she');
  });
});

describe('<pre class="file">', () => {
  const pre = (attributes: string, content = 'a &lt; b\n\nList<String> x') =>
    `<pre class="file" ${attributes}>\n${content}\n</pre>\n`;

  test.each([
    ['data-filename="src/a.js"', { path: 'src/a.js', language: 'js' }],
    ['data-filename="./a.js" data-target="replace"', { path: 'a.js' }],
    ['data-filename="/root/a.js" data-target="append"', { path: 'a.js', edit: { type: 'append' } }],
    ['data-filename="a.js" data-target="prepend"', { edit: { type: 'prepend' } }],
    [
      'data-filename="a.js" data-target="insert" data-marker="// here &amp; now"',
      { edit: { type: 'replace', match: '// here & now' } },
    ],
    [
      `data-filename='a b.js' data-target="insert" data-marker='say "x"'`,
      { path: 'a b.js', edit: { match: 'say "x"' } },
    ],
    ['data-filename="Dockerfile"', { language: 'dockerfile' }],
  ])('%s', (attributes, block) => {
    const [file] = page(pre(attributes)).blocks;
    expect(file).toMatchObject({ type: 'file', ...block });
    expect(file?.type === 'file' && file.text.trimEnd()).toBe('a < b\n\nList<String> x');
  });

  test.each(['data-target="clipboard"', '', 'data-filename="/etc/x"', 'data-filename="../x"'])(
    'can be copied with %s',
    (attributes) => {
      expect(page(pre(attributes)).blocks).toMatchObject([
        { type: 'run', runnable: false, code: 'a < b\n\nList<String> x' },
      ]);
    },
  );

  test('keeps backticks and CDATA apart, within a list too', () => {
    const text = `1. So:\n\n    ${pre('data-filename="a.md"', '<![CDATA[\n    ```\n    <b>&amp;\n    ```\n]]>').trim()}\n\n2. On\n`;
    expect(page(text).blocks).toMatchObject([
      { type: 'file', text: '    ```\n    <b>&amp;\n    ```\n' },
    ]);
  });
});

describe('HTML', () => {
  test('details are hints, or solutions by their title in any language; blocks in them act', () => {
    const { text, blocks } = page(
      '<details><summary>Tip</summary>\n<br>\n\n`a`{{execute}}\n\n</details>\n\n<details>\n<summary>解答</summary>\n\n```\nb\n```{{exec}}\n\n</details>\n',
    );
    expect(text('01-sail.md')).toMatch(
      /:::hint\[Tip\]\n\n`a`\{run\}\n\n:::\n\n:::solution\[解答\]\n/,
    );
    expect(blocks).toMatchObject([{ code: 'a' }, { code: 'b' }]);
  });

  test('details that are never closed end with the page', () => {
    expect(page('<details><summary>Tip</summary>\n\nText\n')).toMatchObject({
      losses: ['sail.md:1 changed html'],
    });
    expect(page('Text\n\n</details>\n').losses).toEqual(['sail.md:3 changed html']);
  });

  test('tags become Markdown, or are named; words between them stay', () => {
    const { text, losses } = page(
      '<h2>Sea</h2>\n\n<p>It is <b>deep</b> &amp; <a href="https://example.org/a">wide</a></p>\n\nPress <kbd>Esc</kbd>, <u>now</u>: <image-id>\n',
    );
    expect(text('01-sail.md')).toContain(
      '## Sea\n\nIt is **deep** &amp; [wide](https://example.org/a)',
    );
    expect(text('01-sail.md')).toContain('Press `Esc`, now: \\<image-id\\>');
    expect(losses).toEqual(['sail.md:5 dropped html']);
  });

  test('scripts and frames are left out with what is in them', () => {
    const { text, losses } = page(
      '<script>alert(1)</script>\n\n<iframe src="https://example.org/v"></iframe>\n\nText\n',
    );
    expect(text('01-sail.md').trim()).toBe('# Sail\n\nText');
    expect(losses).toEqual(['sail.md:1 dropped html', 'sail.md:3 dropped html']);
  });
});

test('pictures come along; what is missing leaves its description', () => {
  const { imported, text, losses } = importOnly(
    scenario(
      '![A](./p.png) <img src="assets/p.png" alt="B"> ![Gone](gone.png) ![Web](https://example.org/p.png)\n',
      {
        'p.png': new Uint8Array([1]),
        'assets/p.png': new Uint8Array([2]),
      },
    ),
  );
  expect([...imported.files.keys()].filter((path) => path.startsWith('images/'))).toEqual([
    'images/p.png',
    'images/assets-p.png',
  ]);
  expect(text('01-sail.md')).toContain(
    '![A](images/p.png) ![B](images/assets-p.png) *Gone* ![Web](https://example.org/p.png)',
  );
  expect(losses).toEqual(['sail.md:1 dropped picture']);
});

test('text that looks like native syntax stays text', () => {
  const { lab } = page('::chekc[a]{name=b}\n\n:::note\n\n:::\n\n10:30, a:b, std::vector, `x`{y}\n');
  expect(JSON.stringify(lab.steps[0]?.body)).toContain('std::vector');
});
