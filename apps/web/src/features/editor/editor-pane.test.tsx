import type { FileEntry } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { DocumentState } from '../../stores/document.ts';
import { noteFileChange } from '../../stores/file-changes-store.ts';
import { initialFiles, useFiles } from '../../stores/files-store.ts';
import { notePrompt, usePrompts } from '../../stores/prompts-store.ts';
import { resetSession, setSandbox } from '../../stores/session-store.ts';
import { resetTree } from '../../stores/tree-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { EditorPane } from './editor-pane.tsx';

const held = vi.hoisted(() => ({
  load: vi.fn(async () => {}),
  save: vi.fn(async () => {}),
  keepMine: vi.fn(async () => {}),
  takeTheirs: vi.fn(),
}));
const actions = vi.hoisted(() => ({
  openDocument: () => held,
  openFile: vi.fn(async (_path: string) => {}),
  closeFile: vi.fn(async (_path: string) => {}),
  discardFile: vi.fn(),
  createFile: vi.fn(async (_path: string) => {}),
  openAt: () => [],
  followMove: vi.fn(),
  refreshTree: vi.fn(async () => {}),
}));
vi.mock('../../stores/file-actions.ts', () => actions);
vi.mock('./code-editor.tsx', () => ({
  default: ({ path }: { path: string }) => `text of ${path}`,
}));
vi.mock('./compare.tsx', () => ({
  default: ({ theirs }: { theirs: string }) => `left: ${theirs}`,
}));

const READY: DocumentState = {
  path: 'app.py',
  status: 'ready',
  problem: null,
  dirty: false,
  saving: false,
  conflict: null,
};

// Loaded when they are first shown: not within the time that a test waits.
beforeAll(async () => {
  await Promise.all([
    import('./tools/other-file.tsx'),
    import('./tools/search-panel.tsx'),
    import('./tree/file-tree.tsx'),
  ]);
}, 30_000);
beforeEach(() => {
  notePrompt();
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  useFiles.setState(initialFiles);
  resetTree();
  vi.clearAllMocks();
});

test.each(['FILE_TOO_LARGE', 'FILE_BINARY'] as const)(
  '%s: says why and how large it is, tries again, closes',
  async (code) => {
    show({ ...READY, status: 'failed', problem: problem(code) }, [file('app.py', 6_000_000)]);
    expect(await screen.findByText(problem(code).message)).toBeTruthy();
    expect(screen.getByText(/Size: 6 MB/)).toBeTruthy();
    fireEvent.click(button('Try again'));
    expect(held.load).toHaveBeenCalledTimes(1);
    fireEvent.click(button('Close'));
    expect(actions.discardFile).toHaveBeenCalledExactlyOnceWith('app.py');
  },
);

test.each([
  ['Saved', {}],
  ['Edited', { dirty: true }],
  ['Saving…', { dirty: true, saving: true }],
  ['Not saved', { dirty: true, problem: problem('FILE_NOT_WRITABLE') }],
  ['Not saved', { dirty: true, conflict: { text: 'x', version: 'v' } }],
] as const)('the bar says %s', async (text, change) => {
  show({ ...READY, ...change });
  await screen.findByText('text of app.py', { exact: false });
  expect(screen.getByRole('status').textContent).toBe(text);
});

test('a save that failed says why and is tried again', () => {
  show({ ...READY, dirty: true, problem: problem('FILE_NOT_WRITABLE') });
  expect(screen.getByRole('alert').textContent).toContain(problem('FILE_NOT_WRITABLE').message);
  fireEvent.click(button('Save again'));
  expect(held.save).toHaveBeenCalledTimes(1);
});

test('a conflict: mine, theirs, or both beside each other first', async () => {
  show({ ...READY, dirty: true, conflict: { text: 'theirs', version: 'v2' } });
  fireEvent.click(button('Keep mine'));
  expect(held.keepMine).toHaveBeenCalledTimes(1);
  fireEvent.click(button('Compare'));
  expect((await screen.findByText(/left: theirs/)).closest('[role=dialog]')).toBeTruthy();
  fireEvent.click(button('Take theirs'));
  expect(held.takeTheirs).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a picture is shown as one, with its size, and anew when it has changed', async () => {
  const picture = {
    ...READY,
    path: 'a b.png',
    status: 'failed',
    problem: problem('FILE_BINARY'),
  } as const;
  show(picture, [file('a b.png', 12_345)]);
  const shown = await screen.findByRole('img', { name: 'Picture a b.png' });
  const before = shown.getAttribute('src');
  expect(before).toContain('/api/sessions/abcdefghij0123456789/file?path=a+b.png');
  expect(screen.getByText('Size: 12.3 kB')).toBeTruthy();
  act(() => noteFileChange('a b.png'));
  expect(shown.getAttribute('src')).not.toBe(before);
  fireEvent.error(shown);
  expect(screen.queryByRole('img', { name: 'Picture a b.png' })).toBeNull();
});

test('a file that was removed has nothing to compare, and can be closed', () => {
  show({ ...READY, conflict: { text: null, version: null } });
  expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull();
  fireEvent.click(button('Save it again'));
  expect(held.keepMine).toHaveBeenCalledTimes(1);
  fireEvent.click(button('Close the file'));
  expect(actions.discardFile).toHaveBeenCalledExactlyOnceWith('app.py');
});

test('the tree is walked with the keyboard', async () => {
  show(null, [folder('src'), file('src/a.js'), file('app.py')]);
  await screen.findByRole('treeitem', { name: 'src' });
  const press = (name: string, key: string) => fireEvent.keyDown(item(name), { key });
  item('src').focus();
  press('src', 'ArrowDown');
  expect(document.activeElement).toBe(item('a.js'));
  press('a.js', 'End');
  expect(document.activeElement).toBe(item('app.py'));
  press('app.py', 'Home');
  press('src', 'ArrowLeft');
  expect(screen.queryByRole('treeitem', { name: 'a.js' })).toBeNull();
  expect(item('src').getAttribute('aria-expanded')).toBe('false');
  press('src', 'ArrowRight');
  press('a.js', 'Enter');
  expect(actions.openFile).toHaveBeenCalledExactlyOnceWith('src/a.js');
});

test('a press of Ctrl+Shift+F in the pane searches in the files', async () => {
  show(null, [file('app.py')]);
  await screen.findByRole('treeitem', { name: 'app.py' });
  fireEvent.keyDown(item('app.py'), { key: 'F', ctrlKey: true, shiftKey: true });
  expect(await screen.findByRole('textbox', { name: 'Search for' })).toBeTruthy();
  fireEvent.click(button('Back to the files'));
  expect(item('app.py')).toBeTruthy();
});

test('the tree waits for the first prompt', async () => {
  usePrompts.setState({ seen: 0 });
  show(null, [file('app.py')]);
  expect(screen.queryByRole('treeitem')).toBeNull();
  act(notePrompt);
  expect(await screen.findByRole('treeitem', { name: 'app.py' })).toBeTruthy();
});

test('where no prompt comes the tree waits for a second', async () => {
  usePrompts.setState({ seen: 0 });
  vi.useFakeTimers();
  show(null, [file('app.py')]);
  act(() => vi.advanceTimersByTime(999));
  expect(screen.queryByRole('treeitem')).toBeNull();
  act(() => vi.advanceTimersByTime(1));
  vi.useRealTimers();
  expect(await screen.findByRole('treeitem', { name: 'app.py' })).toBeTruthy();
});

function show(document: DocumentState | null, entries: FileEntry[] = []): void {
  useFiles.setState({
    open: document ? [document] : [],
    active: document?.path ?? null,
    tree: { status: 'ready', entries, truncated: false },
  });
  render(<EditorPane />, { wrapper: TooltipProvider });
}

function button(label: string): HTMLButtonElement {
  return screen.getByRole('button', { name: label });
}

function item(label: string): HTMLElement {
  return screen.getByRole('treeitem', { name: label });
}

function file(path: string, size = 1): FileEntry {
  return { path, kind: 'file', size };
}

function folder(path: string): FileEntry {
  return { path, kind: 'folder', size: 0 };
}
