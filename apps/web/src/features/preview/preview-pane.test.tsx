import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { setPorts } from '../../stores/ports-store.ts';
import { clearPreviews, type PreviewSeen, setPreviewSeen } from '../../stores/preview-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { PreviewPane } from './preview-pane.tsx';

const ORIGIN = 'http://5001--abc.localhost:8080';
const PORT = { port: 5001, containerPort: 80, container: 'web', url: `${ORIGIN}/` };

afterEach(() => {
  cleanup();
  setPorts([]);
  clearPreviews();
});

test('waits for the port, opens by itself, and waits again when it goes', () => {
  show();
  expect(screen.getByText('Nothing is published on port 5001 yet')).toBeTruthy();
  act(() => setPorts([{ ...PORT, port: 80 }]));
  expect(screen.queryByTitle(/Preview of/)).toBeNull();
  act(() => setPorts([PORT]));
  expect(address()).toBe(`${ORIGIN}/echo`);
  act(() => setPorts([]));
  expect(screen.getByText('Nothing is published on port 5001 yet')).toBeTruthy();
});

test.each([
  ['/health?x=1', '/health?x=1'],
  ['health', '/health'],
  ['//evil.example/x', '//evil.example/x'],
  ['//', '//'],
  ['http://evil.example/', '/http://evil.example/'],
])('the path %s leads to %s of the same port', (typed, path) => {
  setPorts([PORT]);
  show();
  const field = screen.getByRole('textbox', { name: 'Path of the preview' });
  fireEvent.change(field, { target: { value: typed } });
  expect(address()).toBe(`${ORIGIN}/echo`);
  fireEvent.submit(field);
  expect(address()).toBe(`${ORIGIN}${path}`);
  const out = screen.getByRole('link', { name: 'Open preview in a new tab' });
  expect(out.getAttribute('href')).toBe(`${ORIGIN}${path}`);
});

test('reloading loads the page anew, at the same address', () => {
  setPorts([PORT]);
  show();
  const before = frame();
  fireEvent.click(screen.getByRole('button', { name: 'Reload preview' }));
  expect(frame()).not.toBe(before);
  expect(address()).toBe(`${ORIGIN}/echo`);
});

test('the address follows what is clicked in the page, and back and forward lead through it', () => {
  setPorts([PORT]);
  show();
  told({ path: '/echo', state: { type: 'shown' } });
  expect(button('Back in preview').disabled).toBe(true);
  const before = frame();
  told({ path: '/about?x=1', state: { type: 'shown' } });
  expect(path()).toBe('/about?x=1');
  expect(frame()).toBe(before);
  fireEvent.click(button('Back in preview'));
  expect(address()).toBe(`${ORIGIN}/echo`);
  expect(path()).toBe('/echo');
  told({ path: '/echo', state: { type: 'shown' } });
  fireEvent.click(button('Forward in preview'));
  expect(address()).toBe(`${ORIGIN}/about?x=1`);
  expect(button('Forward in preview').disabled).toBe(true);
});

test('what was seen before the preview was opened is not of this one', () => {
  setPreviewSeen(5001, { path: '/old', state: { type: 'not-published' } });
  setPorts([PORT]);
  show();
  expect(path()).toBe('/echo');
  expect(screen.queryByRole('status')).toBeNull();
});

const WHERE = { container: 'web', containerPort: 80 };
test.each<[PreviewSeen['state'], RegExp, RegExp]>([
  [{ type: 'not-listening', ...WHERE }, /web is not up yet/, /docker logs web/],
  [{ type: 'localhost-only', ...WHERE }, /publish needs 0\.0\.0\.0/, /server\.listen\(80/],
  [{ type: 'localhost-only', ...WHERE }, /publish needs 0\.0\.0\.0/, /--host=0\.0\.0\.0/],
  [{ type: 'other-port', ...WHERE, listens: [5000] }, /on port 5000, but 80/, /-p 5001:5000/],
  [{ type: 'no-answer', ...WHERE }, /gave no answer/, /docker logs web/],
  [{ type: 'not-published' }, /published on port 5001/, /-p 5001:/],
])('an app that shows nothing (%j) is told why, until it does', (state, title, hint) => {
  setPorts([PORT]);
  show();
  told({ path: '/echo', state });
  const said = screen.getAllByRole('status')[0]?.textContent;
  expect(said).toMatch(title);
  expect(said).toMatch(hint);
  expect(address()).toBe(`${ORIGIN}/echo`);
  told({ path: '/echo', state: { type: 'shown' } });
  expect(screen.queryByRole('status')).toBeNull();
});

function told(seen: PreviewSeen): void {
  act(() => setPreviewSeen(5001, seen));
}

function path(): string {
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Path of the preview' }).value;
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>('button', { name });
}

function show(): void {
  render(
    <TooltipProvider>
      <PreviewPane port={5001} path="/echo" />
    </TooltipProvider>,
  );
}

function frame(): HTMLElement {
  return screen.getByTitle('Preview of port 5001');
}

function address(): string | null {
  return frame().getAttribute('src');
}
