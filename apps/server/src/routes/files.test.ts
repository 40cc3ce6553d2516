import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { expect, test, vi } from 'vitest';
import { codeOf, type Learner, listen, startSession, testApp } from '../testing/app.ts';
import { readyPage } from '../testing/page.ts';
import { contentDisposition } from './file-headers.ts';

// Real files on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const MEGABYTE = 1024 * 1024;

async function ready() {
  const { app, driver } = await testApp();
  const learner = await startSession(app);
  await readyPage(app, learner);
  const url = (what: string, query: Record<string, string> = {}) =>
    `/api/sessions/${learner.session}/${what}?${new URLSearchParams(query)}`;
  const headers = { cookie: learner.cookie };
  return {
    ...{ app, learner, url, headers },
    workspace: driver.workspaceOf(learner.session),
    put: (query: Record<string, string>, payload: Buffer | string, more = {}) =>
      app.inject({
        ...{ method: 'PUT', url: url('file', query), payload },
        headers: { ...headers, 'content-type': 'application/octet-stream', ...more },
      }),
    get: (what: string, query: Record<string, string> = {}) =>
      app.inject({ url: url(what, query), headers }),
  };
}

test('a file goes in and comes out as it is, whatever its bytes and its type', async () => {
  const { put, get, workspace } = await ready();
  const bytes = Buffer.alloc(MEGABYTE, '\0\xff{"json', 'latin1');
  for (const type of ['application/octet-stream', 'application/json', 'text/html']) {
    const path = `in/${type}/${'漢 "x".bin'}`;
    expect((await put({ path }, bytes, { 'content-type': type })).statusCode).toBe(204);
    expect((await readFile(join(workspace, path))).equals(bytes)).toBe(true);
    const answer = await get('file', { path });
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-length': String(MEGABYTE),
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining("filename*=UTF-8''%E6%BC%A2%20%22x%22.bin"),
    });
  }
  expect((await put({ path: 'empty' }, '')).statusCode).toBe(204);
  expect((await get('file', { path: 'empty' })).body).toBe('');
});

test('what a sandbox wrote is never a page of this server', async () => {
  const { get, workspace } = await ready();
  for (const [name, type] of [
    ['page.html', 'application/octet-stream'],
    ['picture.svg', 'image/svg+xml'],
    ['photo.PNG', 'image/png'],
  ] as const) {
    await writeFile(join(workspace, name), '<script>alert(1)</script>');
    const { headers } = await get('file', { path: name });
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('what is there is replaced only when that is said', async () => {
  const { put, workspace } = await ready();
  await writeFile(join(workspace, 'mine'), 'mine');
  expect(codeOf(await put({ path: 'mine' }, 'other'))).toBe('FILE_EXISTS');
  expect(await readFile(join(workspace, 'mine'), 'utf8')).toBe('mine');
  expect((await put({ path: 'mine', replace: 'yes' }, 'other')).statusCode).toBe(204);
  expect(await readFile(join(workspace, 'mine'), 'utf8')).toBe('other');
});

test('a file over the limit is refused with the limit, and nothing is left of it', async () => {
  const { put, get } = await ready();
  const refused = await put({ path: 'huge' }, Buffer.alloc(2 * MEGABYTE + 1));
  expect([refused.statusCode, codeOf(refused)]).toEqual([413, 'UPLOAD_TOO_LARGE']);
  expect(refused.json()).toMatchObject({ error: { message: expect.stringContaining('2 MB') } });
  expect(codeOf(await get('file', { path: 'huge' }))).toBe('FILE_NOT_FOUND');
  expect((await put({ path: 'just' }, Buffer.alloc(2 * MEGABYTE))).statusCode).toBe(204);
});

test.each(['../x', '/etc/passwd', 'a/../../x', '.', 'nul\0', 'leads-out/x', 'leads-out'])(
  'the path %j is refused both ways',
  async (path) => {
    const { put, get, workspace } = await ready();
    await symlink('/etc', join(workspace, 'leads-out'));
    for (const answer of [
      await put({ path, replace: 'yes' }, 'x'),
      await get('file', { path }),
      await get('archive', { path }),
    ]) {
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'PATH_OUTSIDE_WORKSPACE']);
    }
  },
);

test('a name longer than a name can be, and a path longer than a path, are refused in words', async () => {
  const { put } = await ready();
  expect(codeOf(await put({ path: 'n'.repeat(300) }, 'x'))).toBe('FILE_NOT_WRITABLE');
  expect(codeOf(await put({ path: 'n/'.repeat(2500) }, 'x'))).toBe('BAD_REQUEST');
  expect(codeOf(await put({}, 'x'))).toBe('BAD_REQUEST');
});

test('nobody but the learner gets at them, and no page of another site', async () => {
  const { app, url, headers } = await ready();
  const other = await startSession(app);
  for (const [code, wrong] of [
    ['SESSION_NOT_FOUND', {}],
    ['SESSION_NOT_FOUND', { cookie: other.cookie }],
    ['ORIGIN_REFUSED', { ...headers, origin: 'http://evil.example' }],
    ['ORIGIN_REFUSED', { ...headers, 'sec-fetch-site': 'cross-site' }],
  ] as const) {
    for (const [method, what] of [
      ['GET', 'file'],
      ['GET', 'archive'],
      ['PUT', 'file'],
    ] as const) {
      const answer = await app.inject({ method, url: url(what, { path: 'a' }), headers: wrong });
      expect(codeOf(answer)).toBe(code);
    }
  }
});

test('the workspace and a folder of it come as archives', async () => {
  const { get, workspace } = await ready();
  await mkdir(join(workspace, 'app/ünï'), { recursive: true });
  await writeFile(join(workspace, 'app/ünï/f.txt'), 'in the archive');
  const whole = await get('archive');
  expect(whole.headers['content-disposition']).toContain('filename="workspace.tar.gz"');
  const tar = gunzipSync(whole.rawPayload).toString('latin1');
  expect(tar).toContain('./workspace/app/');
  expect(tar).toContain('in the archive');
  const folder = await get('archive', { path: 'app' });
  expect(folder.headers['content-disposition']).toContain('filename="app.tar.gz"');
  expect(gunzipSync(folder.rawPayload).toString('latin1')).not.toContain('./workspace');
  expect(codeOf(await get('archive', { path: 'none' }))).toBe('FILE_NOT_FOUND');
  expect(codeOf(await get('file', { path: 'app' }))).toBe('FILE_IS_DIRECTORY');
});

test('an upload that breaks off leaves nothing, and the next ones go on', async () => {
  const { app, url, learner, put, get } = await ready();
  for (let round = 0; round < 6; round += 1) {
    await breakOff(app, url('file', { path: 'half' }), learner);
  }
  await vi.waitFor(async () => {
    expect((await put({ path: 'whole', replace: 'yes' }, 'whole')).statusCode).toBe(204);
  });
  expect(codeOf(await get('file', { path: 'half' }))).toBe('FILE_NOT_FOUND');
});

test('a refusal reaches a page that is still sending', async () => {
  const { app, url, headers, workspace } = await ready();
  await writeFile(join(workspace, 'there'), '');
  const port = app.server.listening ? undefined : await listen(app);
  expect(port).toBeUndefined();
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const answer = await fetch(`http://127.0.0.1:${address.port}${url('file', { path: 'there' })}`, {
    ...{ method: 'PUT', headers, body: Buffer.alloc(2 * MEGABYTE) },
  });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ error: { code: 'FILE_EXISTS' } });
});

test.each([
  ['plain.txt', `attachment; filename="plain.txt"; filename*=UTF-8''plain.txt`],
  ['a"b\r\nX: y', `attachment; filename="a_b__X_ y"; filename*=UTF-8''a%22b%0D%0AX%3A%20y`],
  ['half \ud800', `attachment; filename="half _"; filename*=UTF-8''half%20_`],
  ["it's(1)*", `attachment; filename="it_s(1)_"; filename*=UTF-8''it%27s%281%29%2A`],
])('the name %j is a header', (name, header) => {
  expect(contentDisposition(name)).toBe(header);
});

async function breakOff(app: FastifyInstance, path: string, { cookie }: Learner): Promise<void> {
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  await new Promise<void>((resolve) => {
    const headers = { cookie, 'content-length': MEGABYTE };
    const sending = request({ port: address.port, path, method: 'PUT', headers });
    sending.on('error', () => resolve());
    sending.write(Buffer.alloc(1000), () => sending.destroy(new Error('the learner leaves')));
  });
}
