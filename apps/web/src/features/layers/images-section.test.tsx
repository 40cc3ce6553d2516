import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearLayersPane } from '../../stores/layers-pane-store.ts';
import { clearLayers, failLayers, setLayers } from '../../stores/layers-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { ImagesSection } from './images-section.tsx';
import { containerOf, imageOf } from './layers.fixture.ts';
import { Totals } from './totals.tsx';

const python = imageOf('python:3.8-alpine', 'os 9000/py 50', { own: false });
const nginx = imageOf('nginx:alpine', 'os 9000/ngx 4', { own: false });
const hello = imageOf('flask-hello:1.0', 'os 9000/py 50/pip 12/-CMD ["python"]/app 1', {
  containers: [
    containerOf('web', {
      changes: [
        { path: '/note', kind: 'added' },
        { path: '/etc/motd', kind: 'changed' },
      ],
    }),
  ],
});
const bye = imageOf('flask-bye:1.0', 'os 9000/py 50/pip 12/bye 1');
const ALL = [bye, hello, python, nginx];

let line: TestLine;

beforeEach(() => {
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  line.release();
  clearLayers();
  clearLayersPane();
});

test('it says that it is looked at, and what it waits for', () => {
  render(<ImagesSection />);
  expect(line.sent).toEqual([{ type: 'view.watch', view: 'layers', on: true }]);
  expect(screen.getByRole('status').textContent).toContain('Looking at your images');
  act(() => setSandbox({ status: 'starting', stage: 'starting' }));
  expect(screen.getByText('The sandbox is not running yet')).toBeTruthy();
});

test('a view that cannot be told says why, and what was told before stays', () => {
  render(<ImagesSection />);
  act(() => failLayers(problem('SANDBOX_ENGINE_DOWN')));
  expect(screen.getByRole('alert').textContent).toContain(problem('SANDBOX_ENGINE_DOWN').message);
  act(() => setLayers({ images: ALL, imagesTruncated: false }));
  expect(screen.queryByRole('alert')).toBeNull();
  act(() => failLayers(problem('SANDBOX_ENGINE_DOWN')));
  expect(screen.getByRole('status').textContent).toMatch(/may be old/);
  expect(item(/^Image flask-bye/)).toBeTruthy();
});

test('a tree grows from the base: each layer says its instruction, its size and with whom it is shared', () => {
  show();
  const base = item(/^Layer RUN make os, 9 MB/);
  expect(nameOf(base)).toContain('shared by 4 images');
  expect(nameOf(item(/RUN make py/))).toContain('top of python:3.8-alpine');
  expect(nameOf(item(/RUN make pip/))).toContain('shared by 2 images');
  expect(nameOf(item(/RUN make app/))).toContain('only in flask-hello:1.0');
  expect(nameOf(item(/^Container/))).toBe(
    'Container web, running, 3 kB written, 1 added, 1 changed, 0 removed',
  );
  const owned = document.getElementById(base.getAttribute('aria-owns') ?? '');
  expect(owned && within(owned).getByRole('treeitem', { name: /RUN make app/ })).toBeTruthy();
  expect(heightOf(base)).toBeGreaterThan(heightOf(item(/RUN make py/)));
});

test('a layer that only images out of sight share says so', () => {
  show();
  search('flask-bye');
  expect(screen.queryByRole('treeitem', { name: /^Image flask-hello/ })).toBeNull();
  expect(nameOf(item(/RUN make pip/))).toContain('shared with flask-hello:1.0');
  expect(nameOf(item(/RUN make py/))).toContain('shared with flask-hello:1.0 and 1 more');
});

test('what came with the sandbox is folded away, is found by a search, and can be shown', () => {
  show();
  expect(screen.queryByRole('treeitem', { name: /ngx/ })).toBeNull();
  search('ngx');
  expect(item(/^Image nginx:alpine/)).toBeTruthy();
  search('no such image');
  expect(screen.getByText('No image matches “no such image”')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear search' }));
  fireEvent.click(screen.getByRole('button', { name: 'Show 2 base images' }));
  expect(item(/^Image nginx:alpine/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Hide base images' }));
  expect(screen.queryByRole('treeitem', { name: /ngx/ })).toBeNull();
});

test('before the first build the base images are shown', () => {
  show([python, nginx]);
  expect(screen.getByText(/Nothing of yours yet/)).toBeTruthy();
  expect(item(/^Image nginx:alpine/)).toBeTruthy();
});

test('without any image it says how to get one', () => {
  show([]);
  expect(screen.getByText('No images here')).toBeTruthy();
});

test('the sum says what is saved by sharing', () => {
  show([hello, bye]);
  render(<Totals />);
  expect(screen.getByText('9.1 MB on disk')).toBeTruthy();
  expect(screen.getByText('18.1 MB in 2 images one by one')).toBeTruthy();
  expect(screen.getByText('9.1 MB saved by sharing')).toBeTruthy();
});

test('arrow keys move as it is drawn, and one item is reached by Tab', () => {
  show();
  const base = item(/RUN make os/);
  expect(screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0)).toEqual([base]);
  base.focus();
  for (const [key, name] of [
    ['ArrowUp', /RUN make py/],
    ['ArrowUp', /RUN make pip/],
    ['ArrowUp', /RUN make bye/],
    ['ArrowRight', /RUN make app/],
    ['ArrowUp', /^Image flask-hello/],
    ['ArrowUp', /^Container web/],
    ['ArrowLeft', /^Image flask-bye/],
    ['ArrowLeft', /^Image flask-bye/],
    ['Home', /RUN make os/],
    ['ArrowDown', /RUN make os/],
    ['End', /^Image flask-bye/],
  ] as const) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
    expect(nameOf(document.activeElement as HTMLElement), key).toMatch(name);
  }
  expect((document.activeElement as HTMLElement).tabIndex).toBe(0);
  expect(base.tabIndex).toBe(-1);
});

test('Enter opens the details and Escape goes back', () => {
  show();
  const layer = item(/RUN make pip/);
  layer.focus();
  fireEvent.keyDown(layer, { key: 'Enter' });
  const details = screen.getByRole('complementary');
  expect(document.activeElement).toBe(details);
  expect(details.textContent).toContain('CMD ["python"]');
  expect(within(details).getByRole('button', { name: 'flask-bye:1.0' })).toBeTruthy();
  fireEvent.click(within(details).getByRole('button', { name: 'flask-hello:1.0' }));
  expect(screen.getByRole('complementary').textContent).toMatch(/Stands onpython:3\.8-alpine/);
  fireEvent.keyDown(screen.getByRole('complementary'), { key: 'Escape' });
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(document.activeElement).toBe(item(/^Image flask-hello/));
});

test('an image says what is its own, what it stands on, and all that made it', () => {
  show();
  fireEvent.click(item(/^Image flask-hello/));
  const details = screen.getByRole('complementary', { name: 'Details: Image flask-hello:1.0' });
  const facts = within(details)
    .getAllByRole('term')
    .map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`);
  expect(facts.slice(0, 5)).toEqual([
    'Tags: flask-hello:1.0',
    'Size: 9.1 MB',
    'Only in this image: 1 kB',
    'Shared with others: 9.1 MB',
    'Stands on: python:3.8-alpine',
  ]);
  const history = within(details).getAllByRole('listitem');
  expect(history.map(({ textContent }) => textContent)).toEqual([
    'RUN make app1 kB',
    'CMD ["python"]',
    'RUN make pip12 kB',
    'RUN make py50 kB',
    'RUN make os9 MB',
  ]);
});

test('an image of several names, or of none, is told by them', () => {
  const tags = ['docker.io/library/a:1', 'docker.io/learner-1/a:1'];
  show([
    { ...hello, tags },
    { ...bye, tags: [] },
  ]);
  expect(item(/^Image docker\.io\/library\/a:1, docker/).textContent).toContain('a:1+1');
  expect(item(/^Image flaskbye10/).textContent).toContain('no tag');
});

test('what was picked is marked, and stays picked when the view is told again', () => {
  show();
  fireEvent.click(item(/RUN make pip/));
  expect(item(/RUN make pip/).getAttribute('aria-selected')).toBe('true');
  act(() => setLayers({ images: [...ALL], imagesTruncated: true }));
  expect(screen.getByRole('complementary').textContent).toContain('RUN make pip');
  expect(screen.getByText('There are more images than are shown here.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Close details' }));
  expect(item(/RUN make pip/).getAttribute('aria-selected')).toBe('false');
});

test('the heights can be made compact', () => {
  show();
  const ratio = () => heightOf(item(/RUN make os/)) / heightOf(item(/RUN make py/));
  const before = ratio();
  fireEvent.click(screen.getByRole('button', { name: 'Compact' }));
  expect(screen.getByRole('button', { name: 'Compact', pressed: true })).toBeTruthy();
  expect(ratio()).toBeLessThan(before);
});

test('a container says what differs from its image, until it is gone', () => {
  show();
  fireEvent.click(item(/^Container web/));
  const changes = within(screen.getByRole('complementary')).getAllByRole('listitem');
  expect(changes.map(({ textContent }) => textContent)).toEqual([
    '+added/note',
    '~changed/etc/motd',
  ]);
  act(() => setLayers({ images: [bye, python], imagesTruncated: false }));
  expect(screen.queryByRole('complementary')).toBeNull();
});

function show(images = ALL): void {
  setLayers({ images, imagesTruncated: false });
  render(<ImagesSection />, { wrapper: TooltipProvider });
}

function search(text: string): void {
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
}

function item(name: RegExp): HTMLElement {
  return screen.getByRole('treeitem', { name });
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? '';
}

function heightOf(element: HTMLElement): number {
  return Number.parseFloat(element.style.height);
}
