import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import { clearChecks, runCheck } from './checks-store.ts';
import {
  changeFile,
  clearFiles,
  hasUnsavedFiles,
  openDocument,
  openFile,
  readText,
  writeFile,
} from './file-actions.ts';

let client: SessionClient;
let sent: ClientMessage[];
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
});
afterEach(() => {
  clearFiles();
  clearChecks();
  release();
});

const types = () => sent.map(({ type }) => type);

/** Waits for the message of this type and gives the number that its answer has to name. */
async function requestOf(type: ClientMessage['type']): Promise<number> {
  const index = await vi.waitFor(() => {
    const found = types().lastIndexOf(type);
    expect(found).toBeGreaterThanOrEqual(0);
    return found;
  });
  const message = sent[index];
  return message && 'request' in message ? (message.request ?? -1) : -1;
}

test('a check waits for a file that is still on its way to the sandbox', async () => {
  const written = writeFile('app.py', 'print()');
  const checked = runCheck('app-written');
  const read = await requestOf('file.read');
  client.settle({ type: 'error', request: read, ...problem('FILE_NOT_FOUND') });
  const write = await requestOf('file.write');
  expect(hasUnsavedFiles()).toBe(true);
  expect(types()).not.toContain('check.run');
  client.settle({ type: 'file.saved', request: write, path: 'app.py', version: 'v1' });
  const check = await requestOf('check.run');
  client.settle({
    ...{ type: 'check.result', request: check, check: 'app-written' },
    result: { outcome: 'pass' },
  });
  await checked;
  const again = await requestOf('file.read');
  const content = { path: 'app.py', text: 'print()', version: 'v1' };
  client.settle({ type: 'file.content', request: again, ...content });
  await written;
  expect(hasUnsavedFiles()).toBe(false);
});

test('a check waits for what is typed in the editor and not saved yet', async () => {
  const opened = openFile('app.py');
  const read = await requestOf('file.read');
  const content = { path: 'app.py', text: 'old', version: 'v1' };
  client.settle({ type: 'file.content', request: read, ...content });
  await opened;
  openDocument('app.py')?.attach({ read: () => 'new', replace: () => {} });
  openDocument('app.py')?.edited();
  const checked = runCheck('app-written');
  const write = await requestOf('file.write');
  expect(sent.at(-1)).toMatchObject({ path: 'app.py', text: 'new', baseVersion: 'v1' });
  expect(types()).not.toContain('check.run');
  client.settle({ type: 'file.saved', request: write, path: 'app.py', version: 'v2' });
  const check = await requestOf('check.run');
  client.settle({
    ...{ type: 'check.result', request: check, check: 'app-written' },
    result: { outcome: 'pass' },
  });
  await checked;
});

test('a change starts from what is there, and says which version that was', async () => {
  const changed = changeFile('app.py', (text) => `${text}more`);
  const read = await requestOf('file.read');
  client.settle({ type: 'file.content', request: read, path: 'app.py', text: 'a', version: 'v1' });
  const write = await requestOf('file.write');
  expect(sent.at(-1)).toMatchObject({ path: 'app.py', text: 'amore', baseVersion: 'v1' });
  expect(hasUnsavedFiles()).toBe(true);
  client.settle({ type: 'error', request: write, ...problem('FILE_CONFLICT') });
  await expect(changed).rejects.toMatchObject({ problem: { code: 'FILE_CONFLICT' } });
  expect(hasUnsavedFiles()).toBe(false);
});

test('a file that is not there is null to who changes it, and null leaves it alone', async () => {
  const seen: (string | null)[] = [];
  const changed = changeFile('new.txt', (text) => {
    seen.push(text);
    return null;
  });
  const read = await requestOf('file.read');
  client.settle({ type: 'error', request: read, ...problem('FILE_NOT_FOUND') });
  await changed;
  expect(seen).toEqual([null]);
  expect(types()).toEqual(['file.read']);
});

test('a file that is open is read and changed as it is in the editor', async () => {
  const opened = openFile('app.py');
  const read = await requestOf('file.read');
  client.settle({ type: 'file.content', request: read, path: 'app.py', text: 'a', version: 'v1' });
  await opened;
  expect(await readText('app.py')).toBe('a');
  const changed = changeFile('app.py', (text) => `${text}b`);
  const again = await vi.waitFor(() => {
    expect(types().filter((type) => type === 'file.read')).toHaveLength(2);
    return requestOf('file.read');
  });
  client.settle({
    type: 'file.content',
    request: await again,
    path: 'app.py',
    text: 'a',
    version: 'v1',
  });
  const write = await requestOf('file.write');
  client.settle({ type: 'file.saved', request: write, path: 'app.py', version: 'v2' });
  await changed;
  expect(await readText('app.py')).toBe('ab');
});
