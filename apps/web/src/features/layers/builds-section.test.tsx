import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearBuilds, setBuilds } from '../../stores/builds-store.ts';
import { clearLayersPane } from '../../stores/layers-pane-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { buildOf, firstBuildOf, stepOf } from './builds.fixture.ts';
import { BuildsSection } from './builds-section.tsx';

let line: TestLine;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T18:01:00Z') });
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  line.release();
  clearBuilds();
  clearLayersPane();
  vi.useRealTimers();
});

test('the newest build is shown with why its steps ran again', () => {
  show();
  expect(line.sent).toEqual([{ type: 'view.watch', view: 'builds', on: true }]);
  const why = screen.getByRole('list', { name: 'Why steps ran again' });
  expect(why.textContent).toBe(
    'COPY app.py . changed: app.py was edited 12 sec before the build; the 2 steps after it ran again; ' +
      'moving it below RUN pip install flask would have saved 9.8 sec.',
  );
  expect(steps().map(({ textContent }) => textContent)).toEqual([
    'FROM python:3.8-alpinefrom cache',
    'COPY app.py .100 ms, ran',
    'RUN pip install flask9.8 sec, ranran again because COPY app.py . did',
    expect.stringContaining('ran again because RUN pip install flask did'),
  ]);
});

test('the list says of each build what became of it', () => {
  show([buildOf(), firstBuildOf({ ref: 'x', failed: 'exit code: 1', tags: [] })]);
  const items = within(screen.getByRole('list', { name: /^Builds/ })).getAllByRole('button');
  expect(items.map((item) => item.textContent)).toEqual([
    'hello:latest1 minute ago · 10.4 sec1 of 4 from cache',
    'no tag2 minutes ago · 12 sec1 of 4 from cache',
  ]);
  const icons = items.map((item) => within(item).getByRole('img').getAttribute('aria-label'));
  expect(icons).toEqual(['Passed', 'Failed']);
});

test('another build is chosen, and the newest comes to the front again when it is', () => {
  show();
  const [newest, first] = within(screen.getByRole('list', { name: /^Builds/ })).getAllByRole(
    'button',
  );
  if (first) fireEvent.click(first);
  expect(screen.getByText(/first build of this Dockerfile: nothing/)).toBeTruthy();
  if (newest) fireEvent.click(newest);
  act(() => setBuilds({ builds: [buildOf({ ref: 'r3', tags: ['newer:1'] }), buildOf()] }));
  expect(screen.getByRole('article', { name: 'newer:1' })).toBeTruthy();
});

test('beside the build before each step says what it took then', () => {
  show();
  expect(screen.queryByText('before: 11 sec')).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: /Compare/ }));
  expect(screen.getByText('before: 11 sec')).toBeTruthy();
  expect(screen.getByText('1.6 sec faster than the build before')).toBeTruthy();
});

test('a build that runs grows with the time', () => {
  const steps = [
    { ...stepOf('[1/1] RUN sleep 60', [100, 0], { type: 'first-build' }), durationMs: null },
  ];
  show([buildOf({ ended: null, started: '2026-11-21T18:00:58.000Z', steps })]);
  expect(screen.getByRole('article').textContent).toContain('Running2 sec');
  act(() => vi.advanceTimersByTime(3_000));
  expect(screen.getByRole('article').textContent).toContain('Running5 sec');
});

test('stages stand apart, each under its name', () => {
  const names = ['[build 1/2] FROM a', '[build 2/2] RUN make', '[web 1/1] FROM b'];
  show([buildOf({ steps: names.map((name) => stepOf(name)) })]);
  const stages = screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
  expect(stages).toEqual(['Stage build', 'Stage web']);
  expect(screen.getByText('Every step came from the cache.')).toBeTruthy();
});

test('a build that failed says what went wrong', () => {
  show([buildOf({ failed: 'process "/bin/sh -c false" did not complete: exit code: 1' })]);
  expect(screen.getByRole('alert').textContent).toContain('exit code: 1');
});

test('without a build it says how to make one', () => {
  show([]);
  expect(screen.getByText('No builds yet')).toBeTruthy();
});

function show(builds = [buildOf(), firstBuildOf()]): void {
  setBuilds({ builds });
  render(<BuildsSection />);
}

function steps(): HTMLElement[] {
  return within(screen.getByRole('region', { name: 'Steps' })).getAllByRole('listitem');
}
