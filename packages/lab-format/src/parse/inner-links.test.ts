import { expect, test } from 'vitest';
import { elements, labOf } from './lab.fixture.ts';

const text = [
  '[b](#build-it) [part](#a-part--more) [self](#here) [none](#nowhere) [bad](#%E0%A4%A) [^1]',
  '',
  '### Here',
  '',
  '## Build it!',
  '',
  '### A part & more',
  '',
  '[up](#HERE)',
  '',
  '[^1]: Note.',
].join('\n');

function hrefs(lab = labOf(text), language?: string): unknown[] {
  const steps = language === undefined ? lab.steps : (lab.translations.get(language)?.steps ?? []);
  return steps.flatMap(({ body }) => elements(body, 'a').map(({ properties }) => properties.href));
}

test('links to headings lead to their step, or to the heading itself', () => {
  const lab = labOf(`## First\n\n${text}\n`);
  expect(hrefs(lab)).toEqual([
    ...['#/2', '#/2', '#heading-here', undefined, undefined, '#fn-1', '#fnref-1'],
    '#/1',
  ]);
  expect(
    elements(lab.steps[0]?.body ?? { type: 'root', children: [] }, 'h3')[0]?.properties.id,
  ).toBe('heading-here');
});

test('headings with the same title are counted, as GitHub does', () => {
  const lab = labOf('## A\n\n[x](#b-1)\n\n## B\n\n## C\n\n### B\n');
  expect(hrefs(lab)).toEqual(['#/3']);
});

test('in a translation the names of both languages lead there', () => {
  const lab = labOf({
    'lab.md': '## First\n\n## Second\n',
    'lab.ja.md': '## 一\n\n[a](#second) [b](#二)\n\n## 二\n',
  });
  expect(hrefs(lab, 'ja')).toEqual(['#/2', '#/2']);
});
