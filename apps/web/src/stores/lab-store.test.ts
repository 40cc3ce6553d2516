import { problem } from '@drydock/protocol/problem';
import { afterEach, expect, test, vi } from 'vitest';
import {
  expectLab,
  showExpected,
  showInLanguage,
  startLab,
  takePreview,
  useLab,
  useLabPreview,
} from './lab-store.ts';
import { useLanguage } from './language-store.ts';
import { useVariables } from './variables-store.ts';

const LAB = {
  ...{ slug: 'a b', title: 'A', steps: [], variables: { who: 'Ada' } },
  ...{ language: 'en', languages: ['en', 'ja'] },
};

afterEach(() => {
  vi.unstubAllGlobals();
  useLanguage.setState({ chosen: null });
});

test('a lab comes with a session that was asked for by its slug', async () => {
  const fetched = serve(() => ({ lab: LAB, session: 'abc' }));
  expect(await start('a b')).toEqual(['abc']);
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: { title: 'A' } });
  const calls = fetched.mock.calls.map(([url, init]) => [init?.method, url, init?.body]);
  expect(calls).toEqual([
    ['POST', '/api/sessions', '{"lab":"a b"}'],
    ['GET', '/api/labs/a%20b?language=en', undefined],
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

test('a lab comes in the language that suits, which may take a second look, and with its variables', async () => {
  vi.stubGlobal('navigator', { languages: ['fr', 'ja'] });
  const fetched = serve((url) => ({ lab: inLanguage(url), session: 'abc' }));
  await start('a b');
  expect(useLab.getState()).toMatchObject({ lab: { language: 'ja', title: 'ラボ' } });
  expect(fetched.mock.calls.map(([url]) => url)).toContain('/api/labs/a%20b?language=fr');
  expect(useVariables.getState().first).toEqual({ who: 'Ada' });
});

test('another language takes the place of the text, and nothing else starts', async () => {
  const fetched = serve((url) => ({ lab: inLanguage(url), session: 'abc' }));
  await start('a b');
  fetched.mockClear();
  await showInLanguage('ja');
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: { title: 'ラボ' } });
  await showInLanguage('en');
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: { title: 'A' } });
  expect(fetched.mock.calls.map(([url]) => url)).toEqual([
    '/api/labs/a%20b?language=ja',
    '/api/labs/a%20b?language=en',
  ]);
});

function inLanguage(url: string) {
  return url.endsWith('=ja') ? { ...LAB, title: 'ラボ', language: 'ja' } : LAB;
}

test('a save brings the new version, and saves during the answer are one more read', async () => {
  let revision = 1;
  const fetched = serve(() => ({ lab: { ...LAB, title: `Version ${revision}` }, revision }));
  await start('a b');
  fetched.mockClear();
  takePreview({ revision: 1, diagnostics: [] });
  expect(fetched).not.toHaveBeenCalled();
  revision = 2;
  takePreview({ revision: 2, diagnostics: [] });
  revision = 4;
  takePreview({ revision: 3, diagnostics: [] });
  takePreview({ revision: 4, diagnostics: [] });
  await vi.waitFor(() => {
    expect(useLab.getState()).toMatchObject({ lab: { title: 'Version 4' }, revision: 4 });
  });
  expect(fetched.mock.calls.length).toBeLessThanOrEqual(2);
});

test('of a save and a choice of language at once neither is lost, whichever is answered first', async () => {
  for (const isSaveFirst of [false, true]) {
    useLanguage.setState({ chosen: 'en' });
    let revision = 1;
    serve((url) => ({ lab: inLanguage(url), revision, session: 'abc' }));
    await start('a b');
    const answers: (() => void)[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      const body = JSON.stringify({ lab: inLanguage(url), revision });
      if (answers.length < 2) await new Promise<void>((resolve) => answers.push(resolve));
      return new Response(body);
    });
    const save = () => {
      revision = 2;
      takePreview({ revision, diagnostics: [] });
    };
    const choose = () => void showInLanguage('ja');
    // The first that is asked for is the one that knows nothing of the other.
    for (const ask of isSaveFirst ? [save, choose] : [choose, save]) ask();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    for (const index of [1, 0]) {
      answers[index]?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    await vi.waitFor(() => {
      expect(useLab.getState()).toMatchObject({ lab: { language: 'ja' }, revision: 2 });
    });
  }
});

test('a save with errors is told, and the version before stays', async () => {
  const fetched = serve(() => ({ lab: LAB, revision: 1 }));
  await start('a b');
  fetched.mockClear();
  const wrong = { file: 'lab.md', line: 2, column: 1, severity: 'error' as const };
  takePreview({ revision: 1, diagnostics: [{ ...wrong, rule: 'lab', message: 'No.' }] });
  expect(useLabPreview.getState().preview?.diagnostics).toHaveLength(1);
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: LAB });
  expect(fetched).not.toHaveBeenCalled();
});

test('what was announced before the lab was read is read afterwards', async () => {
  let revision = 1;
  serve((url) =>
    url === '/api/sessions' ? { session: 'abc' } : { lab: LAB, revision: revision++ },
  );
  const signal = new AbortController().signal;
  const onSession = () => takePreview({ revision: 2, diagnostics: [] });
  await startLab('a b', { signal, onSession });
  await vi.waitFor(() => expect(useLab.getState()).toMatchObject({ revision: 2 }));
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
  void expectLab('x');
  void expectLab('x');
  const started = start('x');
  await vi.waitFor(() => expect(useLab.getState().status).toBe('ready'));
  expect(asked).toEqual(['/api/labs/x?language=en', '/api/sessions']);
  answerSession(new Response(JSON.stringify({ session: 'abc', lab: 'x' })));
  expect(await started).toEqual(['abc']);
});

test('a text that is there when the lab is started is shown at once', async () => {
  serve(() => ({ lab: LAB, session: 'abc' }));
  await expectLab('x');
  const started = start('x');
  expect(useLab.getState()).toMatchObject({ status: 'ready', lab: LAB });
  await started;
});

test('a text that is shown before the lab is started stays as it is; one that is not there yet is not shown', async () => {
  useLab.setState({ status: 'loading' }, true);
  serve(() => ({ lab: LAB, session: 'abc' }));
  const text = expectLab('x');
  showExpected('x');
  expect(useLab.getState().status).toBe('loading');
  await text;
  showExpected('y');
  expect(useLab.getState().status).toBe('loading');
  showExpected('x');
  const shown = useLab.getState();
  expect(shown).toMatchObject({ status: 'ready', lab: LAB });
  await start('x');
  expect(useLab.getState()).toBe(shown);
});

test('a text that was asked for ahead in vain, or of another lab, is asked for again', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('connection refused');
  });
  await expectLab('x');
  const fetched = serve(() => ({ lab: LAB, session: 'abc' }));
  await start('x');
  await expectLab('y');
  await start('x');
  expect(fetched.mock.calls.filter(([url]) => url === '/api/labs/x?language=en')).toHaveLength(2);
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
