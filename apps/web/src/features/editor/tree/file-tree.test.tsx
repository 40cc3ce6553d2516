import type { ClientMessage, FileEntry } from '@drydock/protocol';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../../../connection/line.fixture.ts';
import type { SessionClient } from '../../../connection/session-client.ts';
import { clearFiles } from '../../../stores/file-actions.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { resetSession, setSandbox } from '../../../stores/session-store.ts';
import { resetTree } from '../../../stores/tree-store.ts';
import { TooltipProvider } from '../../../ui/tooltip.tsx';
import FileTree from './file-tree.tsx';
import { DRAGGED_PATH } from './use-drop.ts';

const ENTRIES: FileEntry[] = [
  { path: 'src', kind: 'folder', size: 0 },
  { path: 'src/lib', kind: 'folder', size: 0 },
  { path: 'src/lib/a.js', kind: 'file', size: 1 },
  { path: 'src/b.js', kind: 'file', size: 1 },
  { path: 'app.py', kind: 'file', size: 1 },
];

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;

// Loaded with the first menu or question: not within the time that a test waits.
beforeAll(async () => {
  await import('../tools/tree-tools.tsx');
}, 30_000);
beforeEach(() => {
  ({ client, sent, release } = openTestLine());
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  list(ENTRIES);
  render(<FileTree />, { wrapper: TooltipProvider });
});
afterEach(() => {
  cleanup();
  client.disconnected();
  clearFiles();
  resetTree();
  release();
});

test('the right and left keys go into a folder and out of it', () => {
  item('src').focus();
  press('src', 'ArrowRight');
  expect(document.activeElement).toBe(item('lib'));
  press('lib', 'ArrowRight');
  expect(document.activeElement).toBe(item('a.js'));
  press('a.js', 'ArrowLeft');
  expect(document.activeElement).toBe(item('lib'));
  press('lib', 'ArrowLeft');
  expect(screen.queryByRole('treeitem', { name: 'a.js' })).toBeNull();
  press('lib', 'ArrowLeft');
  expect(document.activeElement).toBe(item('src'));
  expect(screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0)).toEqual([
    item('src'),
  ]);
});

test('a letter goes to the next name that begins with it, around the end', () => {
  item('src').focus();
  press('src', 'a');
  expect(document.activeElement).toBe(item('a.js'));
  press('a.js', 'A');
  expect(document.activeElement).toBe(item('app.py'));
  press('app.py', 'a');
  expect(document.activeElement).toBe(item('a.js'));
  press('a.js', 'z');
  expect(document.activeElement).toBe(item('a.js'));
});

test('a new file gets its name in the folder that the keyboard is at, and is opened', async () => {
  press('src', 'ArrowLeft');
  fireEvent.focus(item('src'));
  fireEvent.click(button('New file'));
  expect(item('src').getAttribute('aria-expanded')).toBe('true');
  const field = screen.getByRole('textbox', { name: 'Name of the new file' });
  fireEvent.change(field, { target: { value: ' new.js ' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent.at(-1)).toMatchObject({ type: 'file.write', path: 'src/new.js', baseVersion: null });
  await settle({ type: 'file.saved', path: 'src/new.js', version: 'v1' });
  await waitFor(() => expect(useFiles.getState().active).toBe('src/new.js'));
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('a name that is taken is said at the field, which stays; Escape makes nothing', async () => {
  fireEvent.click(button('New folder'));
  const field = screen.getByRole('textbox', { name: 'Name of the new folder' });
  fireEvent.change(field, { target: { value: 'src' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent.at(-1)).toMatchObject({ type: 'folder.create', path: 'src' });
  await refuse('FILE_EXISTS');
  expect((await screen.findByRole('alert')).textContent).toMatch(/of this name already/);
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(sent).toHaveLength(1);
});

test('F2 renames: the ending is kept out of the selection, and the keyboard goes with the name', async () => {
  item('b.js').focus();
  press('b.js', 'F2');
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'New name of b.js' });
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 1]);
  fireEvent.change(field, { target: { value: 'c.js' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() =>
    expect(sent.at(-1)).toMatchObject({ type: 'file.move', from: 'src/b.js', to: 'src/c.js' }),
  );
  await settle({ type: 'file.moved', from: 'src/b.js', to: 'src/c.js' });
  act(() =>
    list(ENTRIES.map((each) => (each.path === 'src/b.js' ? { ...each, path: 'src/c.js' } : each))),
  );
  await waitFor(() => expect(document.activeElement).toBe(item('c.js')));
});

test('a name that stays the same moves nothing', () => {
  press('app.py', 'F2');
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
  expect(sent).toEqual([]);
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('what is cut is moved into the folder where it is pasted', async () => {
  press('app.py', 'x', { ctrlKey: true });
  expect(screen.getByRole('status').textContent).toMatch(/app\.py is cut/);
  press('a.js', 'v', { ctrlKey: true });
  await waitFor(() =>
    expect(sent.at(-1)).toMatchObject({ type: 'file.move', from: 'app.py', to: 'src/lib/app.py' }),
  );
  await settle({ type: 'file.moved', from: 'app.py', to: 'src/lib/app.py' });
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});

test('a row is dragged onto a folder, and not onto the one that it is in', async () => {
  fireEvent.drop(item('b.js'), { dataTransfer: dragged('src/lib/a.js') });
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ from: 'src/lib/a.js', to: 'src/a.js' }));
  fireEvent.drop(item('b.js'), { dataTransfer: dragged('src/b.js') });
  expect(sent).toHaveLength(1);
});

test('Delete asks first, and deletes when that is confirmed', async () => {
  press('lib', 'Delete');
  expect(await screen.findByRole('dialog', { name: 'Delete the folder lib?' })).toBeTruthy();
  fireEvent.click(button('Cancel'));
  expect(sent).toEqual([]);
  press('app.py', 'Delete');
  await screen.findByRole('dialog', { name: 'Delete app.py?' });
  fireEvent.click(button('Delete'));
  expect(sent.at(-1)).toMatchObject({ type: 'file.delete', path: 'app.py' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the menu of a row has what can be done with it, and its keys', async () => {
  fireEvent.contextMenu(item('src'));
  const menu = await screen.findByRole('menu', { name: 'Actions of src' });
  const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
  expect(names).toEqual([
    ...['New file', 'New folder', 'Upload files…', 'Upload folder…'],
    ...['CutCtrl+X', 'Copy path', 'Download as archive', 'RenameF2', 'DeleteDelete'],
  ]);
  fireEvent.keyDown(menu, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(item('src')));
});

test('nothing is made in a sandbox that is not ready', () => {
  act(() => setSandbox({ status: 'starting', stage: 'booting' } as never));
  for (const name of ['New file', 'New folder', 'Search in files', 'More file actions']) {
    expect(button(name).disabled).toBe(true);
  }
});

function list(entries: FileEntry[]): void {
  useFiles.setState({ tree: { status: 'ready', entries, truncated: false } });
}

function item(name: string): HTMLElement {
  return screen.getByRole('treeitem', { name });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

function press(name: string, key: string, more = {}): void {
  fireEvent.keyDown(item(name), { key, ...more });
}

function dragged(path: string) {
  return { types: [DRAGGED_PATH], getData: () => path, dropEffect: '' };
}

async function settle(message: object): Promise<void> {
  const { request } = sent.at(-1) as { request: number };
  await act(async () => {
    client.settle({ ...message, request } as Parameters<SessionClient['settle']>[0]);
  });
}

async function refuse(code: string): Promise<void> {
  await settle({ type: 'error', code, message: 'No.', hint: 'No.' });
}

vi.mock('../tools/upload.ts', () => ({
  uploadPicked: async () => {},
  uploadDropped: async () => {},
}));
