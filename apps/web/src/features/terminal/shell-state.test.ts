import { expect, test } from 'vitest';
import { awaitsCommand, createShellMarks } from './shell-state.ts';

const front = { takesBrackets: false, isFullScreen: false, beforeCursor: '' };

test('the marks of a command, from prompt to prompt', () => {
  const marks = createShellMarks();
  const seen = ['A', 'B', 'C', 'D;1', 'A', 'B'].map((mark) => {
    marks.take(mark);
    return marks.state();
  });
  expect(seen).toEqual(['unknown', 'prompt', 'running', 'running', 'running', 'prompt']);
});

test('between what the page types and the shell’s word on it nothing else is typed', () => {
  const marks = createShellMarks();
  marks.take('B');
  marks.typed();
  expect(awaitsCommand({ ...front, state: marks.state(), takesBrackets: true })).toBe(false);
  marks.take('C');
  expect(marks.state()).toBe('running');
  marks.typed();
  expect(marks.state()).toBe('running');
});

test('a prompt that is drawn again has not taken what was typed', () => {
  const marks = createShellMarks();
  marks.take('B');
  marks.typed();
  for (const mark of ['A', 'B']) marks.take(mark);
  expect(marks.state()).toBe('typed');
  for (const mark of ['D;0', 'A', 'B']) marks.take(mark);
  expect(marks.state()).toBe('prompt');
});

test('a terminal without marks is typed into at once', () => {
  const marks = createShellMarks();
  marks.typed();
  expect(awaitsCommand({ ...front, state: marks.state() })).toBe(true);
  marks.take('C');
  marks.forget();
  expect(awaitsCommand({ ...front, state: marks.state() })).toBe(true);
});

test.each([
  ['a build, in the middle of a line', { beforeCursor: 'Step 3/7 : RUN' }, false],
  ['a server that prints whole lines', {}, false],
  ['a shell of Alpine in a container', { beforeCursor: '/app # ' }, true],
  ['a shell that knows pastes, in a container', { takesBrackets: true }, true],
  ['a Node that is asked', { beforeCursor: '> ' }, true],
  ['an editor', { isFullScreen: true }, true],
])('while %s is in front', (_what, is, expected) => {
  expect(awaitsCommand({ ...front, ...is, state: 'running' })).toBe(expected);
});
