import type { QuizBlock } from '@drydock/lab-format/schema';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearAnswers, recallAnswers } from '../../stores/answers-store.ts';
import { QuizBlockView } from './quiz-block.tsx';
import { line } from './step.fixture.ts';

const choices = [
  { label: line('From the cache'), right: true },
  { label: line('From the hub'), right: false },
  { label: line('From a layer'), right: true },
];
const QUIZ: QuizBlock = {
  type: 'quiz',
  id: 'q1',
  question: line('Where does it come from?'),
  answer: { type: 'multiple', choices },
  explanation: line('A layer that is cached is not made again.'),
};
const SINGLE: QuizBlock = { ...QUIZ, answer: { type: 'single', choices: choices.slice(0, 2) } };
const TEXT: QuizBlock = { ...QUIZ, answer: { type: 'text', rule: 'contains', text: 'cache' } };

beforeEach(() => {
  localStorage.clear();
  recallAnswers('s');
});
afterEach(() => {
  cleanup();
  clearAnswers();
});

test('several answers: all the right ones are asked for, and a second try is open', () => {
  show(QUIZ);
  expect(button('Check answer').disabled).toBe(true);
  choose('From the cache');
  choose('From the hub');
  fireEvent.click(button('Check answer'));
  expect(verdict()).toBe('Not right.A layer that is cached is not made again.');
  expect(box('From the cache, right').disabled).toBe(true);
  expect(box('From the hub, not right').checked).toBe(true);
  // What was not chosen is not given away.
  expect(box('From a layer').checked).toBe(false);
  fireEvent.click(button('Try again'));
  expect(verdict()).toBe('');
  expect(box('From the cache').checked).toBe(false);
  choose('From the cache');
  choose('From a layer');
  fireEvent.click(button('Check answer'));
  expect(verdict()).toMatch(/^Right\./);
});

test('of one question only one answer is chosen', () => {
  show(SINGLE);
  const radios = screen.getAllByRole<HTMLInputElement>('radio');
  for (const radio of radios) fireEvent.click(radio);
  expect(radios.map(({ checked }) => checked)).toEqual([false, true]);
  fireEvent.click(radios[0] as HTMLElement);
  fireEvent.click(button('Check answer'));
  expect(verdict()).toMatch(/^Right\./);
});

test('a text is checked with Enter, and cannot be changed under its verdict', () => {
  show(TEXT);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Your answer' });
  fireEvent.change(field, { target: { value: 'No idea' } });
  fireEvent.submit(field);
  expect(verdict()).toMatch(/^Not right\./);
  expect(field.readOnly).toBe(true);
  fireEvent.click(button('Try again'));
  fireEvent.change(field, { target: { value: ' the CACHE' } });
  fireEvent.submit(field);
  expect(verdict()).toMatch(/^Right\./);
});

test('the focus stays on the button, whatever it is called', () => {
  show(SINGLE);
  choose('From the hub', 'radio');
  button('Check answer').focus();
  fireEvent.click(button('Check answer'));
  expect(document.activeElement).toBe(button('Try again'));
});

test('the answer is there again after a change of step, and after a reload', () => {
  show(SINGLE);
  choose('From the cache', 'radio');
  fireEvent.click(button('Check answer'));
  cleanup();
  show(SINGLE);
  expect(verdict()).toMatch(/^Right\./);
  cleanup();
  clearAnswers();
  recallAnswers('s');
  show(SINGLE);
  expect(verdict()).toMatch(/^Right\./);
});

test('the question is the name of the form and of its choices', () => {
  show(QUIZ);
  expect(screen.getByRole('form', { name: 'Where does it come from?' })).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Where does it come from?' })).toBeTruthy();
});

function show(block: QuizBlock): void {
  render(<QuizBlockView block={block} />);
}

function choose(name: string, role = 'checkbox'): void {
  fireEvent.click(screen.getByRole(role, { name }));
}

function box(said: string): HTMLInputElement {
  const name = said.replace(', ', ' ?');
  return screen.getByRole('checkbox', { name: new RegExp(`^${name}$`) });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

function verdict(): string | null {
  return screen.getByRole('status').textContent;
}
