import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_FILE_BYTES, MAX_MESSAGE_BYTES, MAX_TERMINALS } from '@drydock/protocol';
import { expect, test, vi } from 'vitest';
import { startSession, testApp } from '../testing/app.ts';
import { testLab } from '../testing/labs.ts';
import { openPage, readyPage, type TestPage } from '../testing/page.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const size = { columns: 80, rows: 24 };

/** The session still works after whatever was done to it. */
async function expectAlive(page: TestPage): Promise<void> {
  const answer = await page.ask({ type: 'file.list', request: 999 });
  expect(answer.type).toBe('file.tree');
}

async function ready(checks: Record<string, string> = {}, patience?: number) {
  const library = { labs: [testLab({ checks })], broken: [] };
  const bench = await testApp({ library, ...(patience && { patience }) });
  const learner = await startSession(bench.app);
  const page = await readyPage(bench.app, learner);
  return { ...bench, learner, page };
}

test('hello gets the whole session, a terminal echoes, and a reconnect gets only what is missing', async () => {
  const { app, learner, page } = await ready();
  const opened = await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  expect(opened).toMatchObject({ type: 'terminal.opened', terminal: 'T1', position: 0 });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((6*7))x\n' });
  await page.printed('T1', '42x');
  const seen = page.output.get('T1')?.bytes.length ?? 0;
  page.socket.terminate();

  const again = await openPage(app, learner);
  again.hello({ T1: seen - 5 });
  const { snapshot } = await again.next('welcome');
  expect(snapshot).toMatchObject({
    session: learner.session,
    lab: 'lab',
    sandbox: { status: 'ready' },
    terminals: [{ terminal: 'T1', position: seen - 5 }],
    hub: null,
  });
  again.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((7*7))y\n' });
  await again.printed('T1', '49y');
  expect(again.output.get('T1')?.first).toBe(seen - 5);
  expect(again.output.get('T1')?.bytes.toString()).not.toContain('42x');
});

test('two pages see the same terminal, and each answer goes to who asked', async () => {
  const { app, learner, page } = await ready({ yes: 'true' });
  const other = await readyPage(app, learner);
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  expect(await other.next('terminal.opened')).toEqual({
    type: 'terminal.opened',
    terminal: 'T1',
    position: 0,
  });
  other.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((2+3))z\n' });
  await page.printed('T1', '5z');
  await other.printed('T1', '5z');
  const result = { type: 'check.result', check: 'yes', result: { outcome: 'pass' } };
  const [first, second] = await Promise.all([
    page.ask({ type: 'check.run', request: 2, check: 'yes' }),
    page.ask({ type: 'check.run', request: 3, check: 'yes' }),
  ]);
  expect([first, second]).toEqual([
    { ...result, request: 2 },
    { ...result, request: 3 },
  ]);
  expect(await other.next('check.result')).toEqual(result);
  const closed = await page.ask({ type: 'terminal.close', request: 4, terminal: 'T1' });
  expect(closed).toEqual({ type: 'terminal.closed', terminal: 'T1', request: 4 });
  await other.next('terminal.closed');
});

test('a slow check does not hold up keys or files', async () => {
  const { page } = await ready({ slow: 'while ! test -e go; do sleep 0.02; done' });
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  page.send({ type: 'check.run', request: 2, check: 'slow' });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((3*3))q\n' });
  await page.printed('T1', '9q');
  const write = { type: 'file.write' as const, text: '', baseVersion: null };
  expect((await page.ask({ ...write, request: 3, path: 'other' })).type).toBe('file.saved');
  expect(page.messages.some((message) => message.type === 'check.result')).toBe(false);
  page.send({ ...write, request: 4, path: 'go' });
  await page.next('check.result');
});

test('a flood reaches a page that acknowledges, whole and in order', async () => {
  const { page } = await ready();
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  page.socket.on('message', (_data, isBinary) => {
    const output = page.output.get('T1');
    if (!isBinary || !output) return;
    const position = output.first + output.bytes.length;
    page.send({ type: 'terminal.acknowledge', terminal: 'T1', position });
  });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'seq 1 300000; echo en""d\n' });
  await page.printed('T1', '300000\r\nend');
  expect(page.output.get('T1')?.bytes.length).toBeGreaterThan(2_000_000);
});

test('a page that acknowledges nothing is sent a window and no more', async () => {
  const { page } = await ready();
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'seq 1 300000\n' });
  await vi.waitFor(() => expect(page.output.get('T1')?.bytes.length).toBe(512 * 1024), 10_000);
  await expectAlive(page);
  expect(page.output.get('T1')?.bytes.length).toBe(512 * 1024);
});

test('files are read, written and guarded', async () => {
  const { page, driver, learner } = await ready();
  const write = { type: 'file.write' as const, path: 'a/b.txt', text: 'one', baseVersion: null };
  const saved = await page.ask({ ...write, request: 1 });
  const version = saved.type === 'file.saved' ? saved.version : '';
  expect(await page.ask({ type: 'file.read', request: 2, path: 'a/b.txt' })).toEqual({
    ...{ type: 'file.content', request: 2, path: 'a/b.txt', text: 'one', version },
  });
  expect(await page.ask({ ...write, request: 3 })).toMatchObject({ code: 'FILE_CONFLICT' });

  const workspace = driver.workspaceOf(learner.session);
  writeFileSync(join(workspace, 'binary'), Buffer.from([0, 255, 1]));
  writeFileSync(join(workspace, 'large'), Buffer.alloc(MAX_FILE_BYTES + 1, 'x'));
  symlinkSync('/etc/passwd', join(workspace, 'link'));
  const refused: [string, string][] = [
    ['../outside', 'PATH_OUTSIDE_WORKSPACE'],
    ['/etc/passwd', 'PATH_OUTSIDE_WORKSPACE'],
    ['link', 'PATH_OUTSIDE_WORKSPACE'],
    ['binary', 'FILE_BINARY'],
    ['large', 'FILE_TOO_LARGE'],
    ['a', 'FILE_IS_DIRECTORY'],
    ['none', 'FILE_NOT_FOUND'],
  ];
  for (const [index, [path, code]] of refused.entries()) {
    const request = 10 + index;
    const answer = await page.ask({ type: 'file.read', request, path });
    expect(answer).toMatchObject({ type: 'error', code });
  }
  const text = 'x'.repeat(MAX_FILE_BYTES + 1);
  const tooLarge = await page.ask({ ...write, path: 'new', text, request: 30 });
  expect(tooLarge).toMatchObject({ code: 'FILE_TOO_LARGE' });
  await expectAlive(page);
});

test('a change in the sandbox reaches the page', async () => {
  const { page, driver, learner } = await ready();
  await expectAlive(page);
  mkdirSync(join(driver.workspaceOf(learner.session), 'made'));
  await page.next('file.tree-changed');
});

test.each([
  ['no JSON', '{', undefined],
  ['an unknown type', '{"type":"sudo"}', undefined],
  ['a wrong field, with its request', '{"type":"file.read","request":7,"path":5}', 7],
  ['a second hello of another form', '{"type":"hello"}', undefined],
])('%s gets an error, and the session lives', async (_what, text, request) => {
  const { page } = await ready();
  page.socket.send(text);
  const error = await page.next('error');
  expect(error).toMatchObject({ code: 'BAD_MESSAGE', ...(request && { request }) });
  page.socket.send(Buffer.from([1, 2, 3]));
  await expectAlive(page);
});

test('an oversized message closes with the reason and a log line; the session lives', async () => {
  const { app, learner, page, logged } = await ready();
  page.socket.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
  expect(await page.untilClosed()).toEqual({
    code: 1009,
    reason: 'A message was larger than the server takes.',
  });
  expect(page.messages.at(-1)).toMatchObject({ type: 'error', code: 'MESSAGE_TOO_LARGE' });
  expect(logged.some((line) => JSON.stringify(line).includes('WS_ERR_UNSUPPORTED_MESSAGE'))).toBe(
    true,
  );
  await expectAlive(await readyPage(app, learner));
});

test('a malformed frame closes that socket alone', async () => {
  const { app, learner, page } = await ready();
  // An unmasked frame with reserved bits set: nothing that any client sends.
  (page.socket as unknown as { _socket: import('node:net').Socket })._socket.write(
    Buffer.from([0xff, 0x01, 0x00]),
  );
  expect((await page.untilClosed()).code).toBe(1002);
  await expectAlive(await readyPage(app, learner));
});

test('an unknown session is told so on the socket, as is somebody else’s', async () => {
  const { app, learner } = await ready();
  for (const other of [{ session: 'x'.repeat(20) }, { session: learner.session }]) {
    const page = await openPage(app, other);
    expect(await page.next('error')).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect((await page.untilClosed()).code).toBe(4404);
  }
});

test.each([['http://evil.example'], [null]])('a socket from %s is refused', async (origin) => {
  const { app, learner } = await ready();
  await expect(openPage(app, { ...learner, origin })).rejects.toThrow('403');
});

test('a socket under another site’s name is refused, although its Origin fits', async () => {
  const { app, learner } = await ready();
  const host = 'evil.example:8080';
  const opening = openPage(app, { ...learner, host, origin: `http://${host}` });
  await expect(opening).rejects.toThrow('403');
});

test('a page of another version is told to reload', async () => {
  const { app, learner } = await ready();
  const page = await openPage(app, learner);
  page.send({ type: 'file.list', request: 1 });
  expect(await page.next('error')).toMatchObject({ code: 'BAD_MESSAGE' });
  page.send({ type: 'hello', version: 0, terminals: [] });
  expect((await page.untilClosed()).code).toBe(4409);
  expect(page.messages.at(-1)).toMatchObject({ code: 'VERSION_MISMATCH' });
});

test('an engine that stops answering times out, and typing goes on when it is back', async () => {
  const { page, driver, learner } = await ready();
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  const release = driver.hang(learner.session);
  const timeout = { type: 'error', code: 'ENGINE_TIMEOUT' };
  expect(await page.ask({ type: 'file.list', request: 2 })).toMatchObject(timeout);
  page.send({ type: 'terminal.resize', terminal: 'T1', columns: 100, rows: 30 });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((8*8))w\n' });
  await page.next('error', ({ code, request }) => code === 'ENGINE_TIMEOUT' && request !== 2);
  release();
  await page.printed('T1', '64w');
  await expectAlive(page);
});

test('large files that wait to be written are not piled up', async () => {
  const longerThanTheTest = 60_000;
  const { page, driver, learner } = await ready({}, longerThanTheTest);
  const release = driver.hang(learner.session);
  const text = 'x'.repeat(MAX_FILE_BYTES);
  for (let request = 1; request <= 8; request++) {
    page.send({ type: 'file.write', request, path: `f${request}`, text, baseVersion: null });
  }
  await page.next('error', ({ code, request }) => code === 'RATE_LIMITED' && request === 8);
  release();
  await vi.waitFor(
    () => expect(page.messages.some((each) => 'request' in each && each.request === 4)).toBe(true),
    10_000,
  );
  await expectAlive(page);
});

test('terminals and pastes have limits', async () => {
  const { page } = await ready();
  const open = { type: 'terminal.open' as const, ...size };
  for (let number = 1; number <= MAX_TERMINALS; number++) {
    const answer = await page.ask({ ...open, request: number, terminal: `T${number}` });
    expect(answer.type).toBe('terminal.opened');
  }
  const oneMore = await page.ask({ ...open, request: 50, terminal: 'T9' });
  expect(oneMore).toMatchObject({ code: 'TERMINAL_LIMIT' });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'x'.repeat(64 * 1024 + 1) });
  await page.next('error', ({ code }) => code === 'MESSAGE_TOO_LARGE');
  const check = await page.ask({ type: 'check.run', request: 51, check: 'none' });
  expect(check).toMatchObject({ code: 'CHECK_NOT_FOUND' });
});

test('a name opened again counts on, so that no page takes new output for old', async () => {
  const { page, app, learner } = await ready();
  const open = { type: 'terminal.open' as const, terminal: 'T1', ...size };
  await page.ask({ ...open, request: 1 });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'exit\n' });
  await page.next('terminal.closed');
  const end = page.output.get('T1')?.bytes.length ?? 0;
  expect(end).toBeGreaterThan(0);
  const reopened = await page.ask({ ...open, request: 2 });
  expect(reopened).toMatchObject({ type: 'terminal.opened', position: end });
  const stale = await openPage(app, learner);
  stale.hello({ T1: 1 });
  const { snapshot } = await stale.next('welcome');
  expect(snapshot.terminals).toEqual([{ terminal: 'T1', position: end, sent: expect.any(Number) }]);
  expect(snapshot.terminals[0]?.sent).toBeGreaterThanOrEqual(end);
});

test('ending a session tells its pages', async () => {
  const { app, learner, page } = await ready();
  const { session, cookie } = learner;
  await app.inject({ method: 'DELETE', url: `/api/sessions/${session}`, headers: { cookie } });
  expect((await page.untilClosed()).code).toBe(4410);
  expect(page.messages.at(-1)).toMatchObject({ code: 'SESSION_NOT_FOUND' });
});

test('a server that stops says goodbye and keeps the workspaces', async () => {
  const { app, page } = await ready();
  await app.close();
  expect((await page.untilClosed()).code).toBe(1001);
});
