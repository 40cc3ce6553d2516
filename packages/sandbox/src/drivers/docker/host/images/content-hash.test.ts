import { expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import type { ContextFile } from './context.ts';

const a = file('a', 'one');
const b = file('b/c', 'two');

test('the same content has the same name, whatever the order it was read in', () => {
  expect(contentHash([a, b])).toBe(contentHash([b, a]));
  expect(contentHash([a, b])).toMatch(/^[0-9a-f]{12}$/);
});

test('a change of content, path, mode or of another input is another name', () => {
  const names = [
    contentHash([a]),
    contentHash([{ ...a, content: Buffer.from('One') }]),
    contentHash([{ ...a, path: 'A' }]),
    contentHash([{ ...a, mode: 0o755 }]),
    contentHash([a], ['x']),
    contentHash([a], ['x', '']),
    contentHash([]),
  ];
  expect(new Set(names).size).toBe(names.length);
});

test('what stands next to each other is kept apart', () => {
  expect(contentHash([], ['ab', 'c'])).not.toBe(contentHash([], ['a', 'bc']));
});

function file(path: string, text: string): ContextFile {
  return { path, content: Buffer.from(text), mode: 0o644 };
}
