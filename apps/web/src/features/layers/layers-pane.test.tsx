import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearLayersPane } from '../../stores/layers-pane-store.ts';
import { clearPushes, setPushes } from '../../stores/pushes-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import LayersPane from './layers-pane.tsx';
import { pushOf } from './pushes.fixture.ts';

let line: TestLine;

beforeEach(() => {
  line = openTestLine();
  resetSession('abcdefghij0123456789');
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  line.release();
  clearPushes();
  clearLayersPane();
});

test('of images, builds and pushes the server is asked for what is shown', () => {
  const { unmount } = show();
  select('Builds');
  select('Pushes');
  unmount();
  const watched = line.sent.map((message) =>
    message.type === 'view.watch' ? `${message.view} ${message.on}` : message.type,
  );
  expect(watched).toEqual([
    'layers true',
    'layers false',
    'builds true',
    'builds false',
    'pushes true',
    'pushes false',
  ]);
});

test('what was shown last is shown again', () => {
  show().unmount();
  show();
  select('Pushes');
  cleanup();
  show();
  expect(screen.getByRole('tabpanel', { name: 'Pushes' })).toBeTruthy();
});

test('a push says what travelled, what did not, and that of each layer', () => {
  setPushes({ pushes: [pushOf(), pushOf({ id: 'p0', tag: null })] });
  show();
  select('Pushes');
  const [push, byDigest] = within(screen.getByRole('list', { name: /^Pushes/ })).getAllByRole(
    'listitem',
  );
  expect(push?.textContent).toContain('learner-1/hello:latest');
  expect(push?.textContent).toContain('120 B uploaded');
  expect(push?.textContent).toContain('34 MB not sent again');
  expect(screen.getAllByText('1 uploaded, 2 mounted, 1 already there')).toHaveLength(2);
  const layers = push && within(push).getAllByRole('listitem', { hidden: true });
  expect(layers?.map(({ textContent }) => textContent)).toEqual([
    'aaaaaaaaaaaa20 MBmounted',
    'bbbbbbbbbbbb10 MBmounted',
    'cccccccccccc4 MBalready there',
    'eeeeeeeeeeee120 Buploaded',
  ]);
  expect(byDigest?.textContent).not.toContain('latest');
});

test('without a push it says how to make one', () => {
  setPushes({ pushes: [] });
  show();
  select('Pushes');
  expect(screen.getByText('Nothing pushed yet')).toBeTruthy();
});

function show() {
  return render(<LayersPane />, { wrapper: TooltipProvider });
}

function select(name: string): void {
  fireEvent.click(screen.getByRole('tab', { name }));
}
