import type { Root } from 'hast';
import { describe, expect, test } from 'vitest';
import type { QuizBlock } from '../schema.ts';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

function quizOf(text: string): QuizBlock {
  const [block] = blocksOf(`## S\n\n${text}\n`);
  if (block?.type !== 'quiz') throw new Error('no quiz');
  return block;
}

const choicesOf = ({ answer }: QuizBlock) =>
  answer.type === 'text' ? [] : answer.choices.map(({ label, right }) => [textIn(label), right]);

describe(':::quiz', () => {
  const text = [
    ':::quiz[What does `-d` do?]',
    '- [ ] It deletes the container',
    '- [x] It runs *in the background*',
    '',
    'Short for **detach**.',
    ':::',
  ].join('\n');

  test('is a question, its answers and an explanation', () => {
    const quiz = quizOf(text);
    expect(textIn(quiz.question)).toBe('What does -d do?');
    expect(elements(quiz.question, 'code')).toHaveLength(1);
    expect(quiz.answer.type).toBe('single');
    expect(choicesOf(quiz)).toEqual([
      ['It deletes the container', false],
      ['It runs in the background', true],
    ]);
    expect(quiz.explanation && textIn(quiz.explanation)).toBe('Short for detach.');
  });

  test('an answer of one line is no paragraph; spaces around code stay', () => {
    const { answer } = quizOf(':::quiz[Q]\n- [x] with `a` in it\n- [ ] b\n:::');
    const label = answer.type === 'text' ? undefined : answer.choices[0]?.label;
    expect(label && textIn(label)).toBe('with a in it');
    expect(label && elements(label, 'p')).toEqual([]);
  });

  test('with two right answers, or {multiple}, asks for all of them', () => {
    expect(quizOf(':::quiz[Q]\n- [x] a\n- [x] b\n- [ ] c\n:::').answer.type).toBe('multiple');
    expect(quizOf(':::quiz[Q]{multiple}\n- [x] a\n- [ ] b\n:::').answer.type).toBe('multiple');
  });

  test('may show code above the answers, which nobody can run', () => {
    const quiz = quizOf(':::quiz[What is wrong?]\n```sh\ndocker rn x\n```\n- [x] rn\n- [ ] x\n:::');
    expect(elements(quiz.question, 'pre').map(textIn)).toEqual(['docker rn x\n']);
  });

  test('takes a link’s address from the whole file, and no footnotes', () => {
    const quiz = quizOf(
      ':::quiz[See [docs]]\n- [x] a[^1]\n- [ ] b\n:::\n\n[docs]: https://example.org\n[^1]: Note.',
    );
    expect(elements(quiz.question, 'a')[0]?.properties.href).toBe('https://example.org');
    expect(JSON.stringify(quiz)).not.toContain('Note.');
  });

  test('stands in the body at its place', () => {
    const { steps } = labOf(`## S\n\nAbove.\n\n${text}\n\nBelow.\n`);
    const body = steps[0]?.body as Root;
    expect(textIn(body).replace(/\s+/g, ' ').trim()).toBe('Above. Below.');
    expect(elements(body, 'drydock-block').map(({ properties }) => properties.id)).toEqual(
      steps[0]?.blocks.map(({ id }) => id),
    );
  });

  test('has an id of its content', () => {
    const ids = (markdown: string) => blocksOf(markdown).map(({ id }) => id);
    const [first] = ids(`## S\n\n${text}\n`);
    expect(ids(`## S\n\nMore.\n\n:::quiz[Other]{equals=1}\n:::\n\n${text}\n`)[1]).toBe(first);
    expect(ids(`## S\n\n${text}\n\n${text}\n`)).toEqual([first, `${first}-2`]);
    expect(ids(`## S\n\n${text.replace('deletes', 'removes')}\n`)).not.toEqual([first]);
  });
});

describe('an answer to type in', () => {
  test('equals or contains', () => {
    expect(quizOf('::quiz[How many?]{equals="42"}').answer).toEqual({
      type: 'text',
      rule: 'equals',
      text: '42',
    });
    expect(quizOf('::quiz[Why?]{contains=cache}').answer).toMatchObject({
      rule: 'contains',
      text: 'cache',
    });
  });

  test('may be explained', () => {
    const quiz = quizOf(':::quiz[How many?]{equals=42}\nThat many.\n:::');
    expect(textIn(quiz.question)).toBe('How many?');
    expect(quiz.explanation && textIn(quiz.explanation)).toBe('That many.');
  });
});

describe('a quiz that cannot be answered is an error at its place', () => {
  test.each([
    ['::quiz[Q]', 3],
    ['::quiz[Q]{equals=""}', 3],
    ['::quiz[Q]{equals=a contains=b}', 3],
    ['::quiz{equals=a}', 3],
    [':::quiz[Q]\nNo list.\n:::', 3],
    [':::quiz[Q]\n- [ ] a\n- [ ] b\n:::', 3],
    [':::quiz[Q]\n- [x] a\n:::', 3],
    [':::quiz[Q]{equals=a}\n- [x] a\n- [ ] b\n:::', 3],
    [':::quiz[Q]{multiple=no}\n- [x] a\n- [ ] b\n:::', 3],
    [':::quiz\n- [x] a\n- [ ] b\n:::', 3],
    [':::quiz[Q]\n- [x] a\n- b\n:::', 5],
    [':::quiz[Q]\n- [x] a\n- [ ] b\n\n::check{name=x}\n:::', 7],
    [':::quiz[Q]\n- [x] a\n- [ ] b\n\n:::hint\nx\n:::\n:::', 7],
  ])('%j', (text, line) => {
    expect(places(`## S\n\n${text}\n`)).toEqual([`lab.md:${line}:1 error quiz`]);
  });

  test('so is one that is never closed, or misspelt', () => {
    expect(places('## S\n\n:::quiz[Q]\n- [x] a\n- [ ] b\n')).toEqual([
      'lab.md:3:1 error directive',
    ]);
    expect(parse('## S\n\n::quizz[Q]{equals=1}\n').diagnostics[0]?.fix).toContain('"quiz"');
    expect(places('## S\n\n::quiz[Q]{equls=1}\n')[0]).toBe('lab.md:3:1 error directive');
  });

  test('text right below the answers would be part of the last one: a warning', () => {
    expect(places('## S\n\n:::quiz[Q]\n- [x] a\n- [ ] b\nBecause.\n:::\n')).toEqual([
      'lab.md:6:1 warning quiz',
    ]);
  });
});

test('a quiz brings no HTML and no script along', () => {
  const { lab } = parse(
    '## S\n\n:::quiz[<b>Q</b> [x](javascript:alert)]\n- [x] <img src=x onerror=y>\n- [ ] b\n:::\n',
  );
  const shown = JSON.stringify(lab?.steps[0]?.blocks);
  expect(shown).toContain('"quiz"');
  expect(shown).not.toMatch(/javascript:|onerror|"raw"|"tagName":"b"/);
});
