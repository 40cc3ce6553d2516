import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import { clearChecks, runCheck } from './checks-store.ts';
import { clearFiles, hasUnsavedFiles, openDocument, openFile, writeFile } from './file-actions.ts';

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
