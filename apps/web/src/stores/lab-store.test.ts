import { problem } from '@drydock/protocol/problem';
import { afterEach, expect, test, vi } from 'vitest';
import { startLab, useLab } from './lab-store.ts';

const LAB = { slug: 'a b', title: 'A', steps: [] };

afterEach(() => vi.unstubAllGlobals());

test('a lab comes with a session that was asked for by its slug', async () => {
  const fetched = serve(() => ({ lab: LAB, session: 'abc' }));
  expect(await start('a b')).toEqual(['abc']);
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: { title: 'A' } });
  const calls = fetched.mock.calls.map(([url, init]) => [init?.method, url, init?.body]);
  expect(calls).toEqual([
    ['GET', '/api/labs/a%20b', undefined],
    ['POST', '/api/sessions', '{"lab":"a b"}'],
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
