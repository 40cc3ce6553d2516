import type { HubView } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearHub, failHub, setHub } from '../../stores/hub-store.ts';
import { setConnection } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import HubPane from './hub-pane.tsx';

const notifyFailure = vi.hoisted(() => vi.fn());
vi.mock('../../ui/notify.ts', () => ({ notifyFailure }));

const DIGEST = `sha256:${'1234567890ab'.repeat(5)}`;
const tag = (name: string) => ({ tag: name, digest: DIGEST, size: 3_400_000, pushed: null });
const VIEW: HubView = {
  account: 'ann',
  repositories: [
    { name: 'ann/web', own: true, tags: [tag('v1'), tag('v2')] },
    { name: 'library/alpine', own: false, tags: [tag('latest')] },
    { name: 'library/nginx', own: false, tags: [tag('alpine')] },
  ],
};

let line: TestLine;
beforeEach(() => {
  line = openTestLine();
  setConnection('open');
});
afterEach(() => {
  cleanup();
  line.release();
  clearHub();
  vi.clearAllMocks();
});

test('asks for the view, and says so while it is on its way', () => {
  show();
  expect(line.sent).toEqual([{ type: 'view.watch', view: 'hub', on: true }]);
  expect(screen.getByRole('status').textContent).toContain('Loading the hub');
});

test('tags have their digest, size and pull command; the class’s are called as they are pulled', () => {
  setHub(VIEW);
  show();
  const own = within(screen.getByRole('region', { name: 'Your repositories' }));
  const row = within(own.getByRole('row', { name: /^v1/ }));
  expect(row.getByText('1234567890ab')).toBeTruthy();
  expect(row.getByText('3.4 MB')).toBeTruthy();
  expect(row.getByText('docker pull ann/web:v1')).toBeTruthy();
  expect(row.getByRole('button', { name: 'Copy digest of ann/web:v1' })).toBeTruthy();
  const ofClass = within(screen.getByRole('region', { name: 'Images of the class' }));
  expect(ofClass.getByText('docker pull alpine:latest')).toBeTruthy();
  expect(ofClass.queryByRole('button', { name: /Delete/ })).toBeNull();
});

test('when it was pushed is told where that is known', () => {
  const pushed = new Date(Date.now() - 7_200_000).toISOString();
  const tags = [{ ...tag('v1'), pushed }];
  setHub({ account: 'ann', repositories: [{ name: 'ann/web', own: true, tags }] });
  show();
  expect(screen.getByText('2 hours ago')).toBeTruthy();
});

test('a tag is deleted when that is confirmed, and gone at once', async () => {
  setHub(VIEW);
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Delete ann/web:v1' }));
  screen.getByRole('dialog', { name: 'Delete ann/web:v1 from the hub?' });
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(asked()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Delete ann/web:v1' }));
  fireEvent.click(screen.getByRole('button', { name: 'Delete tag' }));
  expect(asked()).toMatchObject([{ repository: 'ann/web', tag: 'v1' }]);
  await act(async () => {
    line.client.settle({ type: 'hub.deleted', request: 1, repository: 'ann/web', tag: 'v1' });
  });
  expect(screen.queryByRole('button', { name: 'Delete ann/web:v1' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Delete ann/web:v2' })).toBeTruthy();
  expect(screen.getByText('ann/web:v1 is deleted')).toBeTruthy();
});

test('a refusal is shown, and the tag stays', async () => {
  setHub(VIEW);
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Delete ann/web:v1' }));
  fireEvent.click(screen.getByRole('button', { name: 'Delete tag' }));
  await act(async () => {
    line.client.settle({ type: 'error', request: 1, ...problem('HUB_UNAVAILABLE') });
  });
  expect(notifyFailure).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('button', { name: 'Delete ann/web:v1' })).toBeTruthy();
});

test('the class’s images are found by a part of their name', () => {
  setHub(VIEW);
  show();
  const field = screen.getByRole('searchbox', { name: 'Filter images' });
  fireEvent.change(field, { target: { value: 'NGI' } });
  expect(screen.queryByText('docker pull alpine:latest')).toBeNull();
  expect(screen.getByText('docker pull nginx:alpine')).toBeTruthy();
  fireEvent.change(field, { target: { value: 'nothing' } });
  expect(screen.getByText('No image has such a name.')).toBeTruthy();
});

test('who has pushed nothing is told how', () => {
  setHub({ account: 'ann', repositories: [] });
  show();
  expect(screen.getByText('You have pushed nothing yet')).toBeTruthy();
  expect(screen.getByText(/docker push ann\/app:v1/)).toBeTruthy();
});

test('without a hub, and with one that does not answer', () => {
  setHub({ account: null, repositories: [] });
  const { unmount } = show();
  expect(screen.getByText('This Drydock has no hub')).toBeTruthy();
  unmount();
  clearHub();
  failHub(problem('HUB_UNAVAILABLE'));
  show();
  expect(screen.getByText('The hub cannot be shown now')).toBeTruthy();
  expect(screen.getByText(/The class hub does not answer/)).toBeTruthy();
});

function show() {
  return render(
    <TooltipProvider>
      <HubPane />
    </TooltipProvider>,
  );
}

function asked() {
  return line.sent.filter((message) => message.type === 'hub.delete');
}
