import { problem } from '@drydock/protocol/problem';
import { afterEach, expect, test, vi } from 'vitest';
import { expectLab, startLab, useLab } from './lab-store.ts';

const LAB = { slug: 'a b', title: 'A', steps: [] };

afterEach(() => vi.unstubAllGlobals());

test('a lab comes with a session that was asked for by its slug', async () => {
  const fetched = serve(() => ({ lab: LAB, session: 'abc' }));
  expect(await start('a b')).toEqual(['abc']);
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: { title: 'A' } });
  const calls = fetched.mock.calls.map(([url, init]) => [init?.method, url, init?.body]);
  expect(calls).toEqual([
    ['POST', '/api/sessions', '{"lab":"a b"}'],
    ['GET', '/api/labs/a%20b', undefined],
  ]);
});

test('a broken lab fails with its diagnostics', async () => {
  const diagnostics = [{ file: 'lab.md', line: 1, column: 1 }];
  serve(() => ({ error: problem('LAB_BROKEN'), diagnostics }), 422);
  expect(await start('x')).toEqual([]);
  expect(useLab.getState()).toMatchObject({
    status: 'failed',
    problem: { code: 'LAB_BROKEN' },
    diagnostics,
  });
});

test('a full box says so, though the lab itself is there', async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/api/sessions'
      ? new Response(JSON.stringify({ error: problem('SESSION_LIMIT') }), { status: 503 })
      : new Response(JSON.stringify({ lab: LAB })),
  );
  expect(await start('x')).toEqual([]);
  expect(useLab.getState()).toMatchObject({ status: 'failed', problem: { code: 'SESSION_LIMIT' } });
});

test('a page that was left shows no failure', async () => {
  const controller = new AbortController();
  vi.stubGlobal('fetch', async () => {
    controller.abort();
    throw controller.signal.reason;
  });
  expect(await start('x', controller.signal)).toEqual([]);
  expect(useLab.getState().status).toBe('loading');
});

test('the session is there before the lab’s text is', async () => {
  let answerLab = (_: Response) => {};
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/api/sessions'
      ? new Response(JSON.stringify({ session: 'abc', lab: 'x' }))
      : new Promise<Response>((resolve) => {
          answerLab = resolve;
        }),
  );
  const onSession = vi.fn();
  const started = startLab('x', { signal: new AbortController().signal, onSession });
  await vi.waitFor(() => expect(onSession).toHaveBeenCalledExactlyOnceWith('abc'));
  expect(useLab.getState().status).toBe('loading');
  answerLab(new Response(JSON.stringify({ lab: LAB })));
  await started;
  expect(useLab.getState().status).toBe('ready');
});

test('a text that was asked for ahead is asked for once, and shown before the session is there', async () => {
  let answerSession = (_: Response) => {};
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return url === '/api/sessions'
      ? new Promise<Response>((resolve) => {
          answerSession = resolve;
        })
      : new Response(JSON.stringify({ lab: LAB }));
  });
  expectLab('x');
  expectLab('x');
  const started = start('x');
  await vi.waitFor(() => expect(useLab.getState().status).toBe('ready'));
  expect(asked).toEqual(['/api/labs/x', '/api/sessions']);
  answerSession(new Response(JSON.stringify({ session: 'abc', lab: 'x' })));
  expect(await started).toEqual(['abc']);
});

test('a text that was asked for ahead in vain, or of another lab, is asked for again', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('connection refused');
  });
  expectLab('x');
  await vi.waitFor(() => expect(fetch('')).rejects.toThrow());
  const fetched = serve(() => ({ lab: LAB, session: 'abc' }));
  await start('x');
  expectLab('y');
  await start('x');
  expect(fetched.mock.calls.filter(([url]) => url === '/api/labs/x')).toHaveLength(2);
});

test('a text that comes after the refusal of a session does not hide it', async () => {
  let answerLab = (_: Response) => {};
  vi.stubGlobal('fetch', async (url: string) =>
    url === '/api/sessions'
      ? new Response(JSON.stringify({ error: problem('SESSION_LIMIT') }), { status: 503 })
      : new Promise<Response>((resolve) => {
          answerLab = resolve;
        }),
  );
  await start('x');
  answerLab(new Response(JSON.stringify({ lab: LAB })));
  await new Promise((resolve) => setTimeout(resolve));
  expect(useLab.getState().status).toBe('failed');
});

/** The sessions that were told. */
async function start(slug: string, signal = new AbortController().signal): Promise<string[]> {
  const sessions: string[] = [];
  await startLab(slug, { signal, onSession: (session) => sessions.push(session) });
  return sessions;
}

function serve(answer: (url: string) => unknown, status = 200) {
  const fetched = vi.fn(
    async (url: string, _init?: RequestInit) =>
      new Response(JSON.stringify(answer(url)), { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
