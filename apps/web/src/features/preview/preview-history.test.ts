import { expect, test } from 'vitest';
import { back, first, forward, go, type PreviewHistory, reload, seen } from './preview-history.ts';

function at({ entries, index }: PreviewHistory): string | undefined {
  return entries[index];
}

test('goes where it was told, back and forward again', () => {
  const there = seen(go(seen(first('/'), '/'), '/health'), '/health');
  const before = back(there);
  expect([at(before), before.loaded, before.loads]).toEqual(['/', '/', 2]);
  const after = forward(seen(before, '/'));
  expect([at(after), after.loaded]).toEqual(['/health', '/health']);
  expect(back(first('/'))).toEqual(first('/'));
  expect(forward(first('/'))).toEqual(first('/'));
});

test('what is clicked in the page is a step that can be taken back; the frame is not loaded again for it', () => {
  const clicked = seen(seen(first('/'), '/'), '/about');
  expect(clicked).toMatchObject({ entries: ['/', '/about'], index: 1, loaded: '/', loads: 0 });
  expect(back(clicked)).toMatchObject({ index: 0, loaded: '/', loads: 1 });
});

test('a page that sends on is remembered as where it came to', () => {
  const sent = seen(go(seen(first('/'), '/'), '/private'), '/login');
  expect(sent.entries).toEqual(['/', '/login']);
  expect(seen(back(sent), '/')).toMatchObject({ entries: ['/', '/login'], index: 0 });
});

test('a click after going back forgets what lay ahead', () => {
  const two = seen(seen(seen(first('/'), '/'), '/a'), '/b');
  const again = seen(seen(back(two), '/a'), '/c');
  expect(again.entries).toEqual(['/', '/a', '/c']);
});

test('a reload loads what is shown, not what the frame began with', () => {
  const reloaded = reload(seen(seen(first('/'), '/'), '/about'));
  expect(reloaded).toMatchObject({ loaded: '/about', loads: 1 });
  expect(seen(reloaded, '/about').entries).toEqual(['/', '/about']);
});

test('the oldest are forgotten in the end', () => {
  let history = first('/0');
  for (let page = 0; page < 300; page += 1) history = seen(history, `/${page}`);
  expect(history.entries.length).toBeLessThanOrEqual(100);
  expect(at(history)).toBe('/299');
});
