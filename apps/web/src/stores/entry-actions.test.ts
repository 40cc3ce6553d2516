import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import { moveInto } from './entry-actions.ts';
import { clearFiles, fileChanged, openDocument, openFile } from './file-actions.ts';
import { closeFolders, useFiles } from './files-store.ts';
import { movedPath } from './paths.ts';
import { resetTree } from './tree-store.ts';

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
});
afterEach(() => {
  client.disconnected();
  clearFiles();
  resetTree();
  release();
});

test.each([
  ['a', 'a', 'b', 'b'],
  ['a/x', 'a', 'b/c', 'b/c/x'],
  ['ab', 'a', 'b', null],
  ['b/a', 'a', 'c', null],
])('%s, when %s becomes %s, is %s', (path, from, to, moved) => {
  expect(movedPath(path, from, to)).toBe(moved);
});

test('open files go with their folder: tab, text, and where they are saved to', async () => {
  await open('src/a.js', 'A');
  await open('other', 'O');
  await openFile('src/a.js');
  closeFolders(['src', 'src/deep']);
  const moving = moveInto('src', 'lib');
  await answer('file.move', { type: 'file.moved', from: 'src', to: 'lib/src' });
  await moving;
  expect(useFiles.getState()).toMatchObject({
    active: 'lib/src/a.js',
    open: [{ path: 'lib/src/a.js' }, { path: 'other' }],
  });
  expect([...useFiles.getState().closed]).toEqual(['lib/src', 'lib/src/deep']);
  expect(openDocument('src/a.js')).toBeUndefined();
  openDocument('lib/src/a.js')?.edited();
  void openDocument('lib/src/a.js')?.save();
  await vi.waitFor(() =>
    expect(sent.at(-1)).toMatchObject({ type: 'file.write', path: 'lib/src/a.js', text: 'A' }),
  );
});

test('what is typed is saved before the move, and the news that the old path is empty is no conflict', async () => {
  await open('a', 'A');
  openDocument('a')?.edited();
  const moving = moveInto('a', 'in');
  await answer('file.write', { type: 'file.saved', path: 'a', version: 'v2' });
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ type: 'file.move' }));
  fileChanged('a', null);
  await answer('file.move', { type: 'file.moved', from: 'a', to: 'in/a' });
  await moving;
  await answer('file.read', { type: 'file.content', path: 'in/a', text: 'A', version: 'v2' });
  expect(openDocument('in/a')?.state()).toMatchObject({ conflict: null, dirty: false });
});

test('a move that is refused leaves the open file where it is', async () => {
  await open('a', 'A');
  const moving = moveInto('a', 'in');
  await answer('file.move', { type: 'error', ...problem('FILE_EXISTS') });
  await expect(moving).rejects.toMatchObject({ problem: { code: 'FILE_EXISTS' } });
  expect(openDocument('a')?.state()).toMatchObject({ path: 'a', status: 'ready' });
});

async function open(path: string, text: string): Promise<void> {
  const opening = openFile(path);
  await answer('file.read', { type: 'file.content', path, text, version: 'v1' });
  await opening;
}

/** Answers the last message, which has to be of this type. */
async function answer(type: ClientMessage['type'], message: object): Promise<void> {
  await vi.waitFor(() => expect(sent.at(-1)?.type).toBe(type));
  const { request } = sent.at(-1) as { request: number };
  client.settle({ ...message, request } as Parameters<SessionClient['settle']>[0]);
  await Promise.resolve();
}
