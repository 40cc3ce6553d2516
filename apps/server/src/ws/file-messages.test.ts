import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startSession, testApp } from '../testing/app.ts';
import { readyPage } from '../testing/page.ts';

// Real files on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

test('a page makes, moves and deletes, and another page hears of it', async () => {
  const { app, driver } = await testApp();
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  const other = await readyPage(app, learner);
  expect(await page.ask({ type: 'folder.create', request: 1, path: 'src/lib' })).toEqual({
    ...{ type: 'folder.created', request: 1, path: 'src/lib' },
  });
  await page.ask({ type: 'file.write', request: 2, path: 'a.txt', text: 'A', baseVersion: null });
  expect(await page.ask({ type: 'file.move', request: 3, from: 'a.txt', to: 'src/b.txt' })).toEqual(
    { type: 'file.moved', request: 3, from: 'a.txt', to: 'src/b.txt' },
  );
  await other.next('file.changed', ({ path, version }) => path === 'src/b.txt' && version !== null);
  expect(await readFile(join(driver.workspaceOf(learner.session), 'src/b.txt'), 'utf8')).toBe('A');
  expect(await page.ask({ type: 'file.delete', request: 4, path: 'src' })).toEqual({
    ...{ type: 'file.deleted', request: 4, path: 'src' },
  });
  await other.next('file.changed', ({ path, version }) => path === 'src/b.txt' && version === null);
  expect(await page.ask({ type: 'file.list', request: 5 })).toMatchObject({ entries: [] });
});

test('what cannot be done is refused by its code', async () => {
  const { app, driver } = await testApp();
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  await writeFile(join(driver.workspaceOf(learner.session), 'there'), '');
  await page.ask({ type: 'folder.create', request: 1, path: 'folder' });
  let request = 1;
  for (const [code, message] of [
    ['FILE_EXISTS', { type: 'folder.create', path: 'there' }],
    ['FILE_EXISTS', { type: 'file.move', from: 'folder', to: 'there' }],
    ['FOLDER_INTO_ITSELF', { type: 'file.move', from: 'folder', to: 'folder/in' }],
    ['FILE_NOT_FOUND', { type: 'file.move', from: 'none', to: 'x' }],
    ['FILE_NOT_FOUND', { type: 'file.delete', path: 'none' }],
    ['PATH_OUTSIDE_WORKSPACE', { type: 'file.delete', path: '../..' }],
    ['PATH_OUTSIDE_WORKSPACE', { type: 'file.move', from: 'there', to: '/tmp/x' }],
    ['PATH_OUTSIDE_WORKSPACE', { type: 'folder.create', path: 'nul\0' }],
  ] as const) {
    request += 1;
    expect(await page.ask({ ...message, request })).toMatchObject({ type: 'error', code });
  }
});

test('a search gives lines by file', async () => {
  const { app, driver } = await testApp();
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  await writeFile(join(driver.workspaceOf(learner.session), 'Dockerfile'), 'FROM a\nCOPY . .\n');
  const search = { type: 'file.search' as const, text: 'copy .', matchCase: false };
  expect(await page.ask({ ...search, request: 1 })).toEqual({
    ...{ type: 'file.matches', request: 1, truncated: false },
    matches: [{ path: 'Dockerfile', line: 2, text: 'COPY . .' }],
  });
  expect(await page.ask({ ...search, matchCase: true, request: 2 })).toMatchObject({ matches: [] });
});
