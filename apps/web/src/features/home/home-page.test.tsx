import type { LabList } from '@drydock/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { HomePage } from './home-page.tsx';

const FLASK = { slug: 'flask', title: 'Flask', description: 'An image', steps: 9, duration: 45 };
let answers: Record<string, () => Response>;

beforeEach(() => {
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
  labs({ labs: [FLASK, { ...FLASK, slug: 'echo', title: 'Echo' }], broken: [] });
  answers['/api/sessions'] = () => json({ sessions: [{ session: 's', lab: 'echo' }] });
  show();
  const start = await screen.findByRole('link', { name: 'Start Flask' });
  expect(start.getAttribute('href')).toBe('/labs/flask');
  expect(screen.getByRole('link', { name: 'Resume Echo' })).toBeTruthy();
  expect(screen.getAllByText('9 steps')).toHaveLength(2);
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

function labs(
  list: Omit<LabList, 'isolation'>,
  isolation: LabList['isolation'] = 'rootless',
): void {
  answers['/api/labs'] = () => json({ ...list, isolation });
}

function json(value: unknown): Response {
  return new Response(JSON.stringify(value));
}
