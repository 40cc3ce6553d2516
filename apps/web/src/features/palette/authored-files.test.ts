import type { FileBlock, FileEdit, Step } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { authoredFiles } from './authored-files.ts';

function write(path: string, text: string, edit?: FileEdit): FileBlock {
  const id = `${path} ${text}`;
  return { type: 'file', id, path, text, language: '', ...(edit && { edit }) };
}

function step(...blocks: FileBlock[]): Step {
  return { id: 'x', title: 'X', body: { type: 'root', children: [] }, blocks };
}

const textOf = ({ text }: FileBlock) => (text.includes('?') ? null : text);

const STARTERS = [{ path: 'app.py', text: 'one\n' }];
const STEPS = [
  step(write('Dockerfile', 'FROM a\n')),
  step(write('app.py', 'two\n'), write('Dockerfile', 'RUN b\n', { type: 'append' })),
  step(write('later.txt', 'later\n')),
];

function at(index: number, steps = STEPS) {
  const files = authoredFiles({ starters: STARTERS, steps, step: index, textOf });
  return Object.fromEntries(files.map(({ path, ...rest }) => [path, rest]));
}

test('at the first step there is what the workspace begins with, and not yet what the step makes', () => {
  expect(at(0)).toEqual({
    'app.py': { text: 'one\n', known: new Set(['one\n']), isUnclear: false },
    Dockerfile: { text: null, known: new Set(['FROM a\n']), isUnclear: false },
  });
});

test('a step begins with what those before it made, and knows what it makes of that itself', () => {
  expect(at(1)).toEqual({
    'app.py': { text: 'one\n', known: new Set(['one\n', 'two\n']), isUnclear: false },
    Dockerfile: {
      ...{ text: 'FROM a\n', isUnclear: false },
      known: new Set(['FROM a\n', 'FROM a\nRUN b\n']),
    },
  });
  expect(at(2)).toMatchObject({
    'app.py': { text: 'two\n' },
    Dockerfile: { text: 'FROM a\nRUN b\n' },
    'later.txt': { text: null },
  });
});

test('what cannot be told is left alone, until the lab writes the file whole', () => {
  const insert: FileEdit = { type: 'insert', match: 'nowhere' };
  const steps = [
    step(write('a', 'x', insert), write('b', 'of ?')),
    step(),
    step(write('a', 'whole\n')),
    step(),
  ];
  expect(at(1, steps)).toMatchObject({ a: { isUnclear: true }, b: { isUnclear: true } });
  expect(at(2, steps)).toMatchObject({ a: { isUnclear: true } });
  expect(at(3, steps)).toMatchObject({ a: { isUnclear: false, text: 'whole\n' } });
});
