import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { setPorts } from '../../stores/ports-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { PreviewPane } from './preview-pane.tsx';

const ORIGIN = 'http://5001--abc.localhost:8080';
const PORT = { port: 5001, containerPort: 80, container: 'web', url: `${ORIGIN}/` };

afterEach(() => {
  cleanup();
  setPorts([]);
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
