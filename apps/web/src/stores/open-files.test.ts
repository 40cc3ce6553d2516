import type { ClientMessage, FileEntry } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import {
  clearFiles,
  closeFile,
  createFile,
  fileChanged,
  openDocument,
  openFile,
  refreshTree,
  resumeFiles,
  writeFile,
} from './file-actions.ts';
import { toggleFolder, useFiles } from './files-store.ts';
import { resetWorkbench, setCollapsed, useWorkbench } from './workbench-store.ts';

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;
const open = () => useFiles.getState().open.map(({ path }) => path);

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
  resetWorkbench();
});
afterEach(() => {
  client.disconnected();
  clearFiles();
  release();
});

test('a file that is opened is shown, and comes from the sandbox once', async () => {
  setCollapsed('editor', true);
  await openWith('app.py', 'print(1)');
  expect(openDocument('app.py')?.text()).toBe('print(1)');
  expect(useFiles.getState()).toMatchObject({ active: 'app.py', open: [{ status: 'ready' }] });
  expect(useWorkbench.getState()).toMatchObject({ front: 'editor', collapsed: { editor: false } });
  await openFile('app.py');
  expect(sent).toHaveLength(1);
});

test.each(['FILE_TOO_LARGE', 'FILE_BINARY'] as const)('%s is told in the tab', async (code) => {
  const opening = openFile('disk.img');
  fail(code);
  await opening;
  expect(useFiles.getState().open).toMatchObject([{ status: 'failed', problem: { code } }]);
});

test('closing a tab shows its neighbour', async () => {
  for (const path of ['a', 'b', 'c']) await openWith(path, path);
  await openFile('b');
  await closeFile('b');
  expect([open(), useFiles.getState().active]).toEqual([['a', 'c'], 'c']);
  await closeFile('c');
  await closeFile('a');
  expect([open(), useFiles.getState().active]).toEqual([[], null]);
});

test('closing saves first, and a text that cannot be saved keeps its tab', async () => {
  await openWith('app.py', 'one');
  openDocument('app.py')?.edited();
  const refused = closeFile('app.py');
  fail('FILE_NOT_WRITABLE');
  await refused;
  expect(open()).toEqual(['app.py']);
  const closing = closeFile('app.py');
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ type: 'file.write', text: 'one' }));
  saved('v2');
  await closing;
  expect(open()).toEqual([]);
});

test('a tab that is closed while its file is on the way stays closed', async () => {
  const opening = openFile('slow.log');
  await closeFile('slow.log');
  content('slow.log', 'late');
  await opening;
  expect(open()).toEqual([]);
});

test('Write file makes a new file and opens it', async () => {
  const writing = writeFile('app.py', 'print(1)');
  fail('FILE_NOT_FOUND');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ type: 'file.write', text: 'print(1)', baseVersion: null });
  saved('v1');
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  content('app.py', 'print(1)');
  await writing;
  expect(useFiles.getState()).toMatchObject({ active: 'app.py', open: [{ status: 'ready' }] });
});

test('Write file goes over a file that is not open, by the version that is there', async () => {
  const writing = writeFile('app.py', 'new');
  content('app.py', 'old', 'v7');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ type: 'file.write', baseVersion: 'v7' });
  fail('FILE_NOT_WRITABLE');
  await expect(writing).rejects.toMatchObject({ problem: { code: 'FILE_NOT_WRITABLE' } });
  expect(open()).toEqual([]);
});

test('a new file is refused where there is one', async () => {
  const creating = createFile('app.py');
  expect(sent[0]).toMatchObject({ type: 'file.write', text: '', baseVersion: null });
  fail('FILE_CONFLICT');
  await expect(creating).rejects.toMatchObject({ problem: { code: 'FILE_CONFLICT' } });
});

test('a change in the sandbox reaches the open file, and no other is read', async () => {
  await openWith('app.py', 'one');
  fileChanged('other.py', 'v9');
  fileChanged('app.py', 'v2');
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ type: 'file.read', path: 'app.py' });
  content('app.py', 'from vim', 'v2');
  await vi.waitFor(() => expect(openDocument('app.py')?.text()).toBe('from vim'));
});

test('many changes of the tree during a reading come to one more reading', async () => {
  const reading = refreshTree();
  for (let count = 0; count < 5; count += 1) void refreshTree();
  tree([file('old')]);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  tree([file('new')]);
  await reading;
  expect(sent).toHaveLength(2);
  expect(useFiles.getState().tree).toMatchObject({ entries: [{ path: 'new' }] });
});

test('a tree that cannot be read says so, but one that was read stays', async () => {
  const first = refreshTree();
  fail('ENGINE_TIMEOUT');
  await first;
  expect(useFiles.getState().tree).toMatchObject({ problem: { code: 'ENGINE_TIMEOUT' } });
  const second = refreshTree();
  tree([file('app.py')]);
  await second;
  const third = refreshTree();
  fail('ENGINE_TIMEOUT');
  await third;
  expect(useFiles.getState().tree).toMatchObject({ entries: [{ path: 'app.py' }] });
});

test('after a break, edits are saved, the failed are read again, the rest is compared', async () => {
  await openWith('edited', 'mine');
  await openWith('calm', 'same');
  const failing = openFile('failed');
  fail('CONNECTION_LOST');
  await failing;
  openDocument('edited')?.edited();
  const before = sent.length;
  resumeFiles();
  await vi.waitFor(() => expect(sent).toHaveLength(before + 4));
  const asked = sent
    .slice(before)
    .map((message) => [message.type, 'path' in message && message.path]);
  expect(asked).toEqual(
    expect.arrayContaining([
      ['file.list', false],
      ['file.write', 'edited'],
      ['file.read', 'calm'],
      ['file.read', 'failed'],
    ]),
  );
});

test('leaving the session leaves neither tabs nor a failed tree to the next one', async () => {
  const opening = openFile('app.py');
  const reading = refreshTree();
  clearFiles();
  release();
  client.disconnected();
  await Promise.all([opening, reading]);
  expect(useFiles.getState()).toMatchObject({
    open: [],
    active: null,
    tree: { status: 'loading' },
  });
});

test('a folder closes and opens', () => {
  toggleFolder('src');
  expect([...useFiles.getState().closed]).toEqual(['src']);
  toggleFolder('src');
  expect([...useFiles.getState().closed]).toEqual([]);
});

function last(): number {
  const message = sent.at(-1);
  return message && 'request' in message ? (message.request ?? 0) : 0;
}

function fail(code: Parameters<typeof problem>[0]): void {
  client.settle({ type: 'error', request: last(), ...problem(code) });
}

function content(path: string, text: string, version = 'v1'): void {
  client.settle({ type: 'file.content', request: last(), path, text, version });
}

function saved(version: string): void {
  client.settle({ type: 'file.saved', request: last(), path: '', version });
}

function tree(entries: FileEntry[]): void {
  client.settle({ type: 'file.tree', request: last(), entries, truncated: false });
}

function file(path: string): FileEntry {
  return { path, kind: 'file', size: 1 };
}

async function openWith(path: string, text: string): Promise<void> {
  const opening = openFile(path);
  content(path, text);
  await opening;
}
