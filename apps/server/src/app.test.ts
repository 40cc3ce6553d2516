import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { codeOf, startSession, testApp, testConfig } from './testing/app.ts';
import { testLab } from './testing/labs.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const diagnostic = {
  file: 'lab.md',
  line: 3,
  column: 1,
  severity: 'error' as const,
  rule: 'front-matter',
  message: 'no title',
};
const library = {
  labs: [testLab({ slug: 'good', checks: { secret: 'echo secret-script' } })],
  broken: [{ slug: 'bad', diagnostics: [diagnostic] }],
};

test('a broken lab is named with its place, and the others load', async () => {
  const { app } = await testApp({ library });
  const list = await app.inject('/api/labs');
  expect(list.json()).toEqual({
    labs: [
      {
        slug: 'good',
        title: 'Lab good',
        description: 'A lab for tests',
        languages: ['en'],
        steps: 1,
      },
    ],
    broken: library.broken,
    isolation: 'rootless',
  });
  const bad = await app.inject('/api/labs/bad');
  expect([bad.statusCode, codeOf(bad)]).toEqual([422, 'LAB_BROKEN']);
  expect(bad.json()).toMatchObject({ diagnostics: [diagnostic] });
  expect(codeOf(await app.inject('/api/labs/none'))).toBe('LAB_NOT_FOUND');
});

test('the code of a lab comes in colours, for light and dark', async () => {
  const lab = testLab({ slug: 'good' });
  const block = {
    ...{ type: 'run' as const, id: 'b1', code: 'docker ps -a', language: 'bash', terminal: 'T1' },
    ...{ runnable: true, copyable: true },
  };
  const steps = lab.steps.map((step) => ({ ...step, blocks: [block] }));
  const { app } = await testApp({ library: { labs: [{ ...lab, steps }], broken: [] } });
  const { body } = await app.inject('/api/labs/good');
  expect(body).toContain('--shiki-light');
  expect(body).toContain('--shiki-dark');
});

test('a lab is read in another language where it has one, with the same ids, and listed in it', async () => {
  const lab = testLab({ slug: 'good' });
  const steps = lab.steps.map((step) => ({ ...step, title: 'はじめに' }));
  const translation = { title: '良いラボ', description: '試験用', steps };
  const translated = {
    ...lab,
    languages: ['en', 'ja'],
    translations: new Map([['ja', translation]]),
  };
  const { app } = await testApp({ library: { labs: [translated, testLab()], broken: [] } });
  const read = async (query: string) => (await app.inject(`/api/labs/good${query}`)).json().lab;
  expect(await read('?language=ja')).toMatchObject({
    ...{ language: 'ja', languages: ['en', 'ja'], title: '良いラボ' },
    steps: [{ id: 'one', title: 'はじめに' }],
  });
  for (const query of ['', '?language=fr', '?language=en']) {
    expect(await read(query)).toMatchObject({ language: 'en', title: 'Lab good' });
  }
  const { labs } = (await app.inject('/api/labs?language=ja')).json();
  expect(labs.map(({ title }: { title: string }) => title)).toEqual(['良いラボ', 'Lab lab']);
});

test('check scripts and solutions stay on the server', async () => {
  const { app } = await testApp({ library });
  const answer = await app.inject('/api/labs/good');
  expect(answer.json()).toMatchObject({ lab: { slug: 'good', steps: [{ id: 'one' }] } });
  expect(Object.keys(answer.json().lab)).not.toContain('checks');
  expect(answer.body).not.toContain('secret-script');
});

test('a session belongs to the cookie that started it', async () => {
  const { app } = await testApp();
  const { session, cookie } = await startSession(app);
  const headers = { cookie };
  const own = await app.inject({ url: '/api/sessions', headers });
  expect(own.json()).toEqual({
    sessions: [{ session, lab: 'lab', progress: { done: 0, all: 0 } }],
  });
  expect(own.headers['set-cookie']).toBeUndefined();
  const again = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers,
    payload: { lab: 'lab' },
  });
  expect(again.json()).toEqual({ session, lab: 'lab' });

  expect((await app.inject('/api/sessions')).json()).toEqual({ sessions: [] });
  const stranger = await app.inject(`/api/sessions/${session}`);
  expect([stranger.statusCode, codeOf(stranger)]).toEqual([404, 'SESSION_NOT_FOUND']);
  expect(codeOf(await app.inject({ method: 'DELETE', url: `/api/sessions/${session}` }))).toBe(
    'SESSION_NOT_FOUND',
  );

  const end = { method: 'DELETE' as const, url: `/api/sessions/${session}`, headers };
  expect((await app.inject(end)).statusCode).toBe(204);
  expect(codeOf(await app.inject(end))).toBe('SESSION_NOT_FOUND');
});

test('the cookie is for this host and its server alone', async () => {
  const { app } = await testApp();
  const [cookie] = (await app.inject('/api/sessions')).cookies;
  expect(cookie).toMatchObject({ name: 'drydock_learner', httpOnly: true, sameSite: 'Lax' });
  expect(cookie?.domain).toBeUndefined();
  const forged = await app.inject({
    url: '/api/sessions',
    headers: { cookie: 'drydock_learner=x' },
  });
  expect(forged.cookies).toHaveLength(1);
});

test.each([
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: `http://5001--${'a'.repeat(20)}.localhost:80` }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{ origin: 'http://localhost:80', host: 'localhost' }, 201],
])('a write with %j is answered with %i', async (headers, status) => {
  const { app } = await testApp();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    headers,
    payload: { lab: 'lab' },
  });
  expect(answer.statusCode).toBe(status);
  if (status === 403) expect(codeOf(answer)).toBe('ORIGIN_REFUSED');
});

test('a name that another site made to lead here is refused', async () => {
  const { app } = await testApp();
  for (const url of ['/api/labs', '/', '/api/nothing']) {
    const answer = await app.inject({ url, headers: { host: 'evil.example:8080' } });
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'ORIGIN_REFUSED']);
  }
  const named = await testApp({ config: testConfig({ hostNames: ['box.example'] }) });
  const answer = await named.app.inject({ url: '/api/labs', headers: { host: 'box.example' } });
  expect(answer.statusCode).toBe(200);
});

test('bad requests are told apart', async () => {
  const { app } = await testApp();
  const post = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/api/sessions',
      headers: { 'content-type': type },
      payload,
    });
  expect(codeOf(await post('{"lab":5}'))).toBe('BAD_REQUEST');
  expect(codeOf(await post('{'))).toBe('BAD_REQUEST');
  expect(codeOf(await post('x', 'text/weird'))).toBe('BAD_REQUEST');
  expect(codeOf(await post(`{"lab":"${'x'.repeat(2_000_000)}"}`))).toBe('MESSAGE_TOO_LARGE');
  expect(codeOf(await post('{"lab":"none"}'))).toBe('LAB_NOT_FOUND');
  expect(codeOf(await app.inject('/api/nothing'))).toBe('NOT_FOUND');
});

test('starting sessions again and again is slowed down', async () => {
  const { app } = await testApp({ startsPerMinute: 1 });
  await startSession(app);
  const second = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    payload: { lab: 'lab' },
  });
  expect([second.statusCode, codeOf(second)]).toEqual([429, 'RATE_LIMITED']);
});

test('a full box says so', async () => {
  const { app } = await testApp({
    config: testConfig({ maxSessions: 1 }),
  });
  await startSession(app);
  const second = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    payload: { lab: 'lab' },
  });
  expect([second.statusCode, codeOf(second)]).toEqual([503, 'SESSION_LIMIT']);
});

test('health says which part does not answer', async () => {
  const hang = () => new Promise<void>(() => undefined);
  const { app } = await testApp({ probes: { engine: hang, hub: async () => undefined } });
  const answer = await app.inject('/api/health');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ status: 'degraded', engine: false, hub: true });
  const well = await testApp();
  expect((await well.app.inject('/api/health')).json()).toEqual({
    status: 'ok',
    engine: true,
    hub: null,
    isolation: 'rootless',
    pool: { target: 0, ready: 0, starting: 0 },
  });
});

test('an error of the server shows nothing of the inside, and is logged once with its cause', async () => {
  const { app, logged } = await testApp({
    hub: {
      open: () => {
        throw new Error('the inside');
      },
      close: () => undefined,
    },
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sessions',
    payload: { lab: 'lab' },
  });
  expect([answer.statusCode, codeOf(answer)]).toEqual([500, 'INTERNAL']);
  expect(answer.body).not.toContain('the inside');
  const causes = logged.filter((line) => JSON.stringify(line).includes('the inside'));
  expect(causes).toHaveLength(1);
});

async function webFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-web-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Drydock</title>');
  await writeFile(join(folder, 'assets/main-1a2b.js'), 'export {}');
  return folder;
}

test('the page answers every address of its own, and keeps hashed files for ever', async () => {
  const web = await webFolder();
  const { app } = await testApp({ config: testConfig({ web }) });
  const headers = { accept: 'text/html', host: 'localhost:8080' };
  for (const url of ['/', '/labs/custom-images', '/sessions/x?step=2']) {
    const page = await app.inject({ url, headers });
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(page.body).toContain('Drydock');
  }
  const asset = await app.inject({ url: '/assets/main-1a2b.js', headers });
  expect(asset.headers['cache-control']).toContain('immutable');
  for (const url of ['/assets/gone.js', '/api/x', '/..%2f..%2fetc/passwd.txt']) {
    const answer = await app.inject({ url, headers });
    expect([url, answer.statusCode]).toEqual([url, 404]);
  }
});

test("a lab's page is named with its files and its text, which a browser loads at once; the list's is not", async () => {
  const web = await webFolder();
  await mkdir(join(web, '.vite'));
  const lab = {
    file: 'assets/lab.js',
    name: 'lab',
    css: ['assets/lab.css'],
    imports: ['_shared.js', '_own.js'],
  };
  const manifest = {
    'index.html': { file: 'assets/main.js', imports: ['_shared.js'] },
    '_lab.js': lab,
    '_shared.js': { file: 'assets/shared.js' },
    '_own.js': { file: 'assets/own.js', imports: ['_shared.js'] },
  };
  await writeFile(join(web, '.vite/manifest.json'), JSON.stringify(manifest));
  const { app } = await testApp({ config: testConfig({ web }) });
  const headers = { accept: 'text/html', host: 'localhost:8080' };
  const linked = async (url: string, language = {}) =>
    (await app.inject({ url, headers: { ...headers, ...language } })).headers.link;
  const files =
    '</assets/lab.js>; rel=modulepreload, </assets/lab.css>; rel=preload; as=style; crossorigin, </assets/own.js>; rel=modulepreload';
  expect(await linked('/labs/custom-images')).toBe(files);
  const inJapanese = { 'accept-language': 'ja-JP,ja;q=0.9,en;q=0.8' };
  expect(await linked('/labs/custom-images?from=mail', inJapanese)).toBe(
    `${files}, </api/labs/custom-images?language=ja>; rel=preload; as=fetch; crossorigin`,
  );
  expect(await linked('/labs/a%3E,b', inJapanese)).toBe(files);
  expect(await linked('/labs/custom-images', { 'accept-language': '*' })).toBe(files);
  expect((await app.inject({ url: '/', headers })).headers.link).toBeUndefined();
  const hidden = await app.inject({ url: '/.vite/manifest.json', headers });
  expect(hidden.statusCode).toBe(404);
});

test('a file goes out as the build has compressed it, to a browser that takes that', async () => {
  const web = await webFolder();
  await writeFile(join(web, 'assets/main-1a2b.js.br'), 'brotli');
  await writeFile(join(web, 'assets/main-1a2b.js.gz'), 'gzip');
  const { app } = await testApp({ config: testConfig({ web }) });
  const get = async (encoding: string) => {
    const headers = { host: 'localhost:8080', 'accept-encoding': encoding };
    const answer = await app.inject({ url: '/assets/main-1a2b.js', headers });
    expect(answer.headers['content-type']).toContain('javascript');
    expect(answer.headers['cache-control']).toContain('immutable');
    return [answer.headers['content-encoding'], answer.body];
  };
  expect(await get('gzip, deflate, br')).toEqual(['br', 'brotli']);
  expect(await get('gzip')).toEqual(['gzip', 'gzip']);
  expect(await get('identity')).toEqual([undefined, 'export {}']);
});

test('the policy lets the page work and previews be framed, and nothing else', async () => {
  const { app } = await testApp();
  const { headers } = await app.inject({ url: '/api/labs', headers: { host: 'localhost:8080' } });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("worker-src 'self' blob:");
  expect(policy).toContain("connect-src 'self' ws://localhost:8080");
  expect(policy).toContain('frame-src http://*.localhost:8080');
  expect(policy).not.toContain('upgrade-insecure-requests');
  const odd = await app.inject({ url: '/api/labs', headers: { host: 'a;script-src *' } });
  const refused = String(odd.headers['content-security-policy']);
  expect(refused).toContain("default-src 'self'");
  expect(refused).not.toContain('script-src *');
});

test('the files that a workspace begins with are there to read, as far as they are text', async () => {
  const content = (...bytes: number[]) => new Uint8Array(bytes);
  const files = [
    { path: 'src/app.py', content: new TextEncoder().encode('print("é")\n'), executable: false },
    { path: 'logo.png', content: content(0x89, 0x50, 0xff), executable: false },
    { path: 'nul.bin', content: content(97, 0, 98), executable: false },
  ];
  const { app } = await testApp({ library: { labs: [testLab({ files })], broken: [] } });
  const answer = await app.inject('/api/labs/lab/files');
  expect(answer.json()).toEqual({ files: [{ path: 'src/app.py', text: 'print("é")\n' }] });
  expect(codeOf(await app.inject('/api/labs/none/files'))).toBe('LAB_NOT_FOUND');
});
