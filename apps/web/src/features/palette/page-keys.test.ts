import { expect, test } from 'vitest';
import { type PageKey, pageKeyOf, type Where } from './page-keys.ts';

function pressed(text: string) {
  const parts = text.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  };
}

const EVERYWHERE: Where[] = ['page', 'editor', 'terminal', 'full-screen program'];

test.each<[string, PageKey, Where[]]>([
  ['Ctrl+k', 'palette', ['page', 'editor']],
  ['Cmd+k', 'palette', EVERYWHERE],
  ['Ctrl+Shift+K', 'palette', EVERYWHERE],
  ['F1', 'palette', ['page']],
  ['F6', 'next-pane', ['page', 'editor', 'terminal']],
  ['Shift+F6', 'previous-pane', ['page', 'editor', 'terminal']],
  ['Alt+PageDown', 'next-step', ['page', 'editor', 'terminal']],
  ['Alt+PageUp', 'previous-step', ['page', 'editor', 'terminal']],
])('%s is %s where nobody else needs it', (keys, what, places) => {
  const taken = EVERYWHERE.filter((where) => pageKeyOf(pressed(keys), where) !== null);
  expect(taken).toEqual(places);
  for (const where of places) expect(pageKeyOf(pressed(keys), where)).toBe(what);
});

test.each([
  'k',
  'Alt+Ctrl+k',
  'Ctrl+F6',
  'PageDown',
  'Ctrl+PageDown',
  'Alt+Shift+PageUp',
  'Alt+F6',
])('%s is left alone', (keys) => {
  for (const where of EVERYWHERE) expect(pageKeyOf(pressed(keys), where)).toBeNull();
});
