import { expect, test } from 'vitest';
import { labOf } from './parse/lab.fixture.ts';
import { summarize, toPublicLab } from './public-lab.ts';
import { labSummarySchema, publicLabSchema } from './schema.ts';

const lab = labOf({
  'lab.md':
    '---\ntitle: A lab\nlevel: beginner\ntags: [web]\n---\n## One\n\n::check[Done]{name=done}\n\n## Two\n',
  'checks/done.sh': 'echo secret-of-the-check',
  'solution/one.sh': 'echo secret-of-the-solution',
  'files/app.py': 'print()',
});

test('what the page gets has no scripts in it, and fits the schema of the wire', () => {
  const shown = toPublicLab(lab);
  expect(JSON.stringify(shown)).not.toContain('secret-of');
  expect(Object.keys(shown)).not.toContain('files');
  expect(publicLabSchema.parse(JSON.parse(JSON.stringify(shown)))).toMatchObject({
    slug: 'a-lab',
    title: 'A lab',
    level: 'beginner',
    terminals: ['T1'],
  });
});

test('a summary counts the steps', () => {
  expect(labSummarySchema.parse(summarize(lab))).toMatchObject({
    ...{ slug: 'a-lab', steps: 2 },
    ...{ tags: ['web'], languages: ['en'] },
  });
});
