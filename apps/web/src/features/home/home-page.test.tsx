import type { LabList } from '@drydock/protocol';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chooseInterface } from '../../stores/interface-store.ts';
import { useLabs } from '../../stores/labs-store.ts';
import { useLanguage } from '../../stores/language-store.ts';
import { remember } from '../../stores/session-memory.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import HomePage from './home-page.tsx';

const FLASK = {
  ...{ slug: 'flask', title: 'Flask', description: 'An image', steps: 9, duration: 45 },
  languages: ['en'],
};
const ECHO = { ...FLASK, slug: 'echo', title: 'Echo', tags: ['json'] };
let answers: Record<string, () => Response>;

beforeEach(() => {
  localStorage.clear();
  useLabs.setState({ status: 'loading' }, true);
  answers = { '/api/sessions': () => json({ sessions: [] }) };
  vi.stubGlobal('fetch', async (url: string) => {
    const answer = answers[url.split('?')[0] ?? ''];
    if (!answer) throw new TypeError('connection refused');
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('labs are cards that start, or resume what was begun', async () => {
  labs({ labs: [FLASK, ECHO], broken: [] });
  sessions({ echo: [0, 3] });
  show();
  const start = await screen.findByRole('link', { name: 'Start Flask' });
  expect(start.getAttribute('href')).toBe('/labs/flask');
  expect(screen.getByRole('link', { name: 'Resume Echo' })).toBeTruthy();
  expect(screen.getAllByText('9 steps')).toHaveLength(2);
});

test('what was used last is offered first, at the step where it was left', async () => {
  labs({ labs: [FLASK, ECHO], broken: [] });
  sessions({ flask: [2, 5], echo: [0, 3] });
  remember('session-of-echo', 'step', 2);
  remember('session-of-flask', 'step', 4);
  show();
  const goOn = await screen.findByRole('link', { name: 'Continue Flask' });
  expect(goOn.getAttribute('href')).toBe('/labs/flask#/4');
  const card = screen.getByRole('region', { name: 'Continue where you were' });
  expect(card.textContent).toContain('Step 4 of 9');
  expect(card.textContent).toContain('2 of 5 steps done');
  expect(screen.getByRole('link', { name: 'Resume Echo' }).getAttribute('href')).toBe(
    '/labs/echo#/2',
  );
});

test('a session of another browser is gone on with, where nobody knows the step', async () => {
  labs({ labs: [FLASK], broken: [] });
  sessions({ flask: [0, 5] });
  show();
  const goOn = await screen.findByRole('link', { name: 'Continue Flask' });
  expect(goOn.getAttribute('href')).toBe('/labs/flask');
  expect(screen.queryByText(/^Step/)).toBeNull();
});

test('a lab whose checked steps have all passed is done', async () => {
  labs({ labs: [FLASK, ECHO], broken: [] });
  sessions({ flask: [5, 5], echo: [0, 0] });
  show();
  expect(await screen.findByText('done')).toBeTruthy();
  expect(screen.getByText('in progress')).toBeTruthy();
  const [bar] = screen.getAllByRole('progressbar', { name: 'Progress in Flask' });
  expect(bar?.getAttribute('aria-valuetext')).toBe('5 of 5 steps done');
  expect(screen.queryByRole('progressbar', { name: 'Progress in Echo' })).toBeNull();
});

test('labs are searched; the key / leads there, Escape empties it', async () => {
  labs({ labs: [FLASK, ECHO], broken: [] });
  show();
  const field = await screen.findByRole('searchbox', { name: 'Search labs' });
  fireEvent.keyDown(window, { key: '/', ctrlKey: true });
  expect(document.activeElement).not.toBe(field);
  fireEvent.keyDown(window, { key: '/' });
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'JSON' } });
  expect(screen.queryByRole('link', { name: 'Start Flask' })).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('1 of 2 labs');
  fireEvent.change(field, { target: { value: 'swarm' } });
  expect(screen.getByText('No lab matches “swarm”')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Clear search' }));
  expect(screen.getByRole('link', { name: 'Start Flask' })).toBeTruthy();
  fireEvent.change(field, { target: { value: 'x' } });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(screen.getByRole('status').textContent).toBe('2 labs');
});

test('in Japanese the page and the labs are asked for in Japanese', async () => {
  const asked: string[] = [];
  labs({ labs: [FLASK], broken: [] });
  const { fetch } = window;
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return fetch(url);
  });
  show();
  fireEvent.click(await screen.findByRole('button', { name: '日本語' }));
  expect(await screen.findByRole('link', { name: '「Flask」を始める' })).toBeTruthy();
  expect(document.title).toContain('ラボ');
  expect(asked).toContain('/api/labs?language=ja');
  await act(() => chooseInterface('en'));
  useLanguage.setState({ chosen: null });
});

test('a broken lab says where and why, and the others are there', async () => {
  const place = { file: 'labs/half/lab.md', line: 14, column: 3 };
  const diagnostic = { ...place, severity: 'error' as const, rule: 'r', message: 'No directive.' };
  labs({ labs: [FLASK], broken: [{ slug: 'half', diagnostics: [diagnostic] }] });
  show();
  expect(await screen.findByText('labs/half/lab.md:14:3')).toBeTruthy();
  expect(screen.getByText('No directive.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Start Flask' })).toBeTruthy();
});

test.each([
  ['rootless', 0],
  ['runtime:runsc', 0],
  ['privileged', 1],
] as const)('on a host whose sandboxes are %s there are %i warnings', async (isolation, count) => {
  labs({ labs: [FLASK], broken: [] }, isolation);
  show();
  await screen.findByRole('link', { name: 'Start Flask' });
  expect(screen.queryAllByText(/^Not isolated/)).toHaveLength(count);
});

test('without labs it says how to get one', async () => {
  labs({ labs: [], broken: [] });
  show();
  expect(await screen.findByText('There are no labs yet')).toBeTruthy();
});

test('without a server it says what to do, and tries again', async () => {
  show();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/does not answer.*npm start/);
  labs({ labs: [FLASK], broken: [] });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Start Flask' })).toBeTruthy();
});

test('a proxy’s own error page is a server that does not answer', async () => {
  answers['/api/labs'] = () => new Response('<h1>Bad Gateway</h1>', { status: 502 });
  show();
  expect((await screen.findByRole('alert')).textContent).toMatch(/does not answer/);
});

function show(): void {
  render(
    <TooltipProvider>
      <HomePage />
    </TooltipProvider>,
  );
}

/** By lab: how many steps are done, of how many. */
function sessions(begun: Record<string, [done: number, all: number]>): void {
  const list = Object.entries(begun).map(([lab, [done, all]]) => ({
    ...{ session: `session-of-${lab}`, lab, progress: { done, all } },
  }));
  answers['/api/sessions'] = () => json({ sessions: list });
}

function labs(
  list: Omit<LabList, 'isolation'>,
  isolation: LabList['isolation'] = 'rootless',
): void {
  answers['/api/labs'] = () => json({ ...list, isolation });
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value));
}
