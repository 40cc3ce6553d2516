import { expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { freeIndented, levelFences, openBoxes } from './level-fences.ts';
import { parseMarkdown } from './markdown.ts';

test('a line that stands further left than its fence is moved to it', () => {
  // 000:220
  expect(levelFences('1. Look:\n\n    ```sh\n    $ ls\n   a\nb\n\n    c\n    ```\n')).toBe(
    '1. Look:\n\n    ```sh\n    $ ls\n    a\n    b\n\n    c\n    ```\n',
  );
  expect(levelFences('- ```sh\na\n  ```')).toBe('- ```sh\n  a\n  ```');
  expect(levelFences('\t~~~\n  a\n\t~~~')).toBe('\t~~~\n    a\n\t~~~');
});

test.each([
  '```sh\na\n```\n   b\n',
  '    ```sh\n    never closed\ntext\n',
  '    ```sh\na\n```sh\nb\n```\n',
  'text `` ` `` text\n  more\n',
  '- a\n\n  b\n',
])('%j stays as it is', (source) => {
  expect(levelFences(source)).toBe(source);
});

test('the number of lines stays', () => {
  const source = '1. a\n   ```\nb\r\n\n   ```\n\n!!! note\n    c\n\n    ```sh\n    ls\n    ```\n';
  expect(openBoxes(levelFences(source)).split('\n')).toHaveLength(source.split('\n').length);
});

test('what stands in a box of MkDocs is text', () => {
  expect(
    openBoxes('!!! info "Tip"\n    One.\n\n    ```sh\n    ls\n    ```\n\nTwo\n\n    code\n'),
  ).toBe('!!! info "Tip"\nOne.\n\n```sh\nls\n```\n\nTwo\n\n    code\n');
  expect(openBoxes('```\n!!! note\n    a\n```\n')).toBe('```\n!!! note\n    a\n```\n');
});

test('a text of more lines than are read stays as it is', () => {
  const text = '~~~ a\n'.repeat(32_000);
  const before = cpuTime();
  expect(levelFences(text)).toBe(text);
  expect(before()).toBeLessThan(500);
});

const free = (source: string) => freeIndented(source, parseMarkdown(source));

test('a fence that its list no longer holds is a fence again', () => {
  expect(
    free('1. a\n\n```sh\nls\n```\n\n    Then this is next:\n\n    ```sh\n    pwd\n    ```\n'),
  ).toBe('1. a\n\n```sh\nls\n```\n\nThen this is next:\n\n```sh\npwd\n```\n');
});

test.each([
  'text\n\n    docker ps\n',
  '    The output is an indented sentence of it.\n',
  '```sh\n    ```\n```\n',
  '- a\n\n      code\n',
])('%j is code', (source) => {
  expect(free(source)).toBeNull();
});
