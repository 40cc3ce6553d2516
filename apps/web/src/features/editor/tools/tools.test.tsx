import type { ClientMessage, FileMatch } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../../../connection/line.fixture.ts';
import { ProblemError } from '../../../connection/problem-error.ts';
import type { SessionClient } from '../../../connection/session-client.ts';
import type { SentFile } from '../../../connection/transfers.ts';
import { clearFiles } from '../../../stores/file-actions.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { resetSession } from '../../../stores/session-store.ts';
import { resetUploads } from '../../../stores/uploads-store.ts';
import { TooltipProvider } from '../../../ui/tooltip.tsx';
import { filesOf } from './found-files.ts';
import { matchedParts } from './matched-parts.ts';
import SearchPanel from './search-panel.tsx';
import { upload } from './upload.ts';
import { UploadStrip } from './upload-strip.tsx';

const { sendFile } = vi.hoisted(() => ({ sendFile: vi.fn(async (_file: SentFile) => {}) }));
vi.mock('../../../connection/transfers.ts', async (original) => ({
  ...(await original<object>()),
  sendFile,
}));

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
  resetSession('abcdefghij0123456789');
});
afterEach(() => {
  cleanup();
  client.disconnected();
  clearFiles();
  resetUploads();
  release();
  vi.clearAllMocks();
});

test('a search waits for the end of the typing, and shows lines by file', async () => {
  render(<SearchPanel />, { wrapper: TooltipProvider });
  type('C');
  type('COPY');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ type: 'file.search', text: 'COPY', matchCase: false });
  await found([
    { path: 'Dockerfile', line: 2, text: 'COPY . .' },
    { path: 'Dockerfile', line: 4, text: '  RUN copy' },
    { path: 'a/b', line: 1, text: 'copy' },
  ]);
  expect(screen.getByRole('status').textContent).toBe('3 lines in 2 files');
  expect(screen.getByRole('list', { name: 'Dockerfile' }).children).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Line 4: RUN copy' }));
  expect(useFiles.getState()).toMatchObject({
    active: 'Dockerfile',
    reveal: { path: 'Dockerfile', from: 4, to: 4 },
  });
});

test('an answer to what was typed before is dropped', async () => {
  render(<SearchPanel />, { wrapper: TooltipProvider });
  type('first');
  await waitFor(() => expect(sent).toHaveLength(1));
  type('second');
  await found([{ path: 'f', line: 1, text: 'first' }]);
  expect(screen.queryByRole('list')).toBeNull();
});

test.each([
  ['COPY a copy', 'copy', false, '[COPY] a [copy]'],
  ['COPY a copy', 'copy', true, 'COPY a [copy]'],
  ['aaaa', 'aa', false, '[aa][aa]'],
  ['İ copy', 'COPY', false, 'İ copy'],
  ['x', '', false, 'x'],
])('in %j, %j (exactly: %s) is %s', (line, wanted, matchCase, shown) => {
  const parts = matchedParts(line, wanted, matchCase);
  expect(parts.map(({ part, isMatch }) => (isMatch ? `[${part}]` : part)).join('')).toBe(shown);
});

test('what is there already is asked about before it is replaced', async () => {
  list('a');
  render(<UploadStrip />, { wrapper: TooltipProvider });
  let done = start([
    { path: 'a', file: text('1') },
    { path: 'b', file: text('2') },
  ]);
  await screen.findByRole('dialog', { name: 'Replace the file of this name?' });
  fireEvent.click(screen.getByRole('button', { name: 'Skip these' }));
  await done();
  expect(sendFile.mock.calls.map(([{ path, replace }]) => [path, replace])).toEqual([['b', false]]);
  done = start([{ path: 'a', file: text('1') }]);
  fireEvent.click(await screen.findByRole('button', { name: 'Replace' }));
  await done();
  expect(sendFile).toHaveBeenLastCalledWith(expect.objectContaining({ path: 'a', replace: true }));
});

test('a file that is refused is named with the reason; the others are uploaded', async () => {
  sendFile.mockImplementation(async ({ path }) => {
    if (path === 'in/large') throw new ProblemError(problem('UPLOAD_TOO_LARGE'));
  });
  render(<UploadStrip />, { wrapper: TooltipProvider });
  await start(
    [
      { path: 'large', file: text('1') },
      { path: 'small', file: text('2') },
    ],
    'in',
  )();
  expect(screen.getByRole('status').textContent).toBe('1 file is uploaded');
  expect(screen.getByRole('alert').textContent).toMatch(/in\/large.*larger than this server takes/);
});

test('too many files are not begun with', async () => {
  render(<UploadStrip />, { wrapper: TooltipProvider });
  await start(Array.from({ length: 2001 }, (_, at) => ({ path: `f${at}`, file: text('') })))();
  expect(screen.getByRole('alert').textContent).toMatch(/more than 2000 files/);
  expect(sendFile).not.toHaveBeenCalled();
});

test('a dropped folder is read to its last file, an empty one is kept', async () => {
  const tree = folder('top', [
    folder('in', [leaf('a'), leaf('b'), leaf('c')]),
    folder('empty', []),
    leaf('d'),
  ]);
  const paths = (await filesOf([tree, leaf('e')], 100)).map(({ path, file }) => [path, !!file]);
  expect(paths).toEqual([
    ['top/in/a', true],
    ['top/in/b', true],
    ['top/in/c', true],
    ['top/empty', false],
    ['top/d', true],
    ['e', true],
  ]);
  expect(await filesOf([tree], 2)).toHaveLength(3);
});

function type(value: string): void {
  fireEvent.change(screen.getByRole('textbox', { name: 'Search for' }), { target: { value } });
}

async function found(matches: FileMatch[]): Promise<void> {
  const { request } = sent[0] as { request: number };
  await act(async () => {
    client.settle({ type: 'file.matches', request, matches, truncated: false });
  });
}

function start(files: Parameters<typeof upload>[0], into = ''): () => Promise<void> {
  let done: Promise<void> = Promise.resolve();
  act(() => {
    done = upload(files, into);
  });
  return () => act(() => done);
}

function list(path: string): void {
  const entries = [{ path, kind: 'file' as const, size: 1 }];
  useFiles.setState({ tree: { status: 'ready', entries, truncated: false } });
}

function text(content: string): File {
  return new File([content], 'file');
}

function leaf(name: string): FileSystemEntry {
  const file = (take: (file: File) => void) => take(new File([name], name));
  return { name, isFile: true, file } as unknown as FileSystemEntry;
}

/** Gives two at a time, as browsers give a hundred. */
function folder(name: string, children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    const left = [...children];
    return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(left.splice(0, 2)) };
  };
  return { name, isFile: false, createReader } as unknown as FileSystemEntry;
}
