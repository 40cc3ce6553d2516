import type { FileEntry } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError } from '../../connection/problem-error.ts';
import type { DocumentState } from '../../stores/document.ts';
import { initialFiles, useFiles } from '../../stores/files-store.ts';
import { resetSession, setSandbox } from '../../stores/session-store.ts';
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

beforeEach(() => {
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  useFiles.setState(initialFiles);
  vi.clearAllMocks();
});

test.each(['FILE_TOO_LARGE', 'FILE_BINARY'] as const)(
  '%s: says why, tries again, closes',
  (code) => {
    show({ ...READY, status: 'failed', problem: problem(code) });
    expect(screen.getByText(problem(code).message)).toBeTruthy();
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

test('a file that was removed has nothing to compare, and can be closed', () => {
  show({ ...READY, conflict: { text: null, version: null } });
  expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull();
  fireEvent.click(button('Close the file'));
  expect(actions.discardFile).toHaveBeenCalledExactlyOnceWith('app.py');
});

test('the tree is walked with the keyboard', () => {
  show(null, [folder('src'), file('src/a.js'), file('app.py')]);
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

test('a new file is made by its trimmed path, and opened', async () => {
  await name(' app.py ');
  expect(actions.createFile).toHaveBeenCalledExactlyOnceWith('app.py');
  expect(actions.openFile).toHaveBeenCalledExactlyOnceWith('app.py');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a name that is taken is said in the dialog, which stays', async () => {
  actions.createFile.mockRejectedValueOnce(new ProblemError(problem('FILE_CONFLICT')));
  await name('app.py');
  expect(screen.getByRole('alert').textContent).toMatch(/a file of this name already/);
  expect(actions.openFile).not.toHaveBeenCalled();
});

test('a file needs a name, and a sandbox that is ready', () => {
  show(null);
  fireEvent.click(button('New file'));
  fireEvent.change(screen.getByRole('textbox', { name: 'Path' }), { target: { value: '  ' } });
  expect(button('Create').disabled).toBe(true);
  fireEvent.click(button('Cancel'));
  act(() => setSandbox({ status: 'starting', stage: 'Engine' }));
  expect(button('New file').disabled).toBe(true);
});

async function name(path: string): Promise<void> {
  show(null);
  fireEvent.click(button('New file'));
  const field = screen.getByRole('textbox', { name: 'Path' });
  fireEvent.change(field, { target: { value: path } });
  await act(async () => {
    fireEvent.submit(field);
  });
}

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

function file(path: string): FileEntry {
  return { path, kind: 'file', size: 1 };
}

function folder(path: string): FileEntry {
  return { path, kind: 'folder', size: 0 };
}
