import { expect, test } from 'vitest';
import { createPromptDetector } from './prompt.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a prompt in colours and pieces is one when its last byte is there', () => {
  const isPrompt = createPromptDetector();
  expect(isPrompt(bytes('\u001b[?2004h\u001b[01;32mroot@dry'))).toBe(false);
  expect(isPrompt(bytes('dock\u001b[00m:/workspace#'))).toBe(false);
  expect(isPrompt(bytes(' '))).toBe(true);
});

test('output that only mentions one is none', () => {
  const isPrompt = createPromptDetector();
  expect(isPrompt(bytes('$ echo\r\n# done\r\n'))).toBe(false);
});
