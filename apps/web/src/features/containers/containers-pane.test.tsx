import type { Container } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestLine, type TestLine } from '../../connection/line.fixture.ts';
import { clearContainers, failContainers, setContainers } from '../../stores/containers-store.ts';
import { setConnection, setSandbox } from '../../stores/session-store.ts';
import { resetWorkbench, useWorkbench } from '../../stores/workbench-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import ContainersPane from './containers-pane.tsx';

const runInOwnTerminal = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('./own-terminal.ts', () => ({ runInOwnTerminal }));
const notifyFailure = vi.hoisted(() => vi.fn());
vi.mock('../../ui/notify.ts', () => ({ notifyFailure }));

let line: TestLine;

beforeEach(() => {
  line = openTestLine();
  setConnection('open');
  setSandbox({ status: 'ready' });
});
afterEach(() => {
  cleanup();
  line.release();
  clearContainers();
  resetWorkbench();
  vi.clearAllMocks();
});

const WEB: Container = {
  ...{ id: 'a1', name: 'web', image: 'app:v1', status: 'running', exitCode: null },
  ...{ health: 'healthy', started: new Date(Date.now() - 180_000).toISOString(), ended: null },
  ports: [
    { container: 80, host: 8080, protocol: 'tcp' },
    { container: 443, host: null, protocol: 'tcp' },
    { container: 53, host: 5353, protocol: 'udp' },
  ],
  ...{ memory: 12_300_000, cpu: 0.25 },
};
const JOB: Container = {
  ...{ id: 'b2', name: 'job', image: 'alpine', status: 'exited', exitCode: 3, health: null },
  ...{ started: WEB.started, ended: new Date(Date.now() - 60_000).toISOString(), ports: [] },
  ...{ memory: null, cpu: null },
};

test('asks for the view, and says so while it is on its way', () => {
  show();
  expect(line.sent).toEqual([{ type: 'view.watch', view: 'containers', on: true }]);
  expect(screen.getByRole('status').textContent).toContain('Loading your containers');
});

test('each container says how it stands, since when, and what it uses', () => {
  setContainers({ containers: [WEB, JOB] });
  show();
  const web = item('web').textContent ?? '';
  for (const word of ['app:v1', 'Running', 'started 3 minutes ago', 'healthy', '25%', '12.3 MB']) {
    expect(web).toContain(word);
  }
  const job = item('job').textContent ?? '';
  expect(job).toContain('Exited (code 3)');
  expect(job).toContain('ended 1 minute ago');
  expect(job).not.toContain('Memory');
  expect(screen.getByText('1 running, 1 not running')).toBeTruthy();
});

test('a published port opens its preview; what is not published or no web page is only told', () => {
  setContainers({ containers: [WEB] });
  show();
  const ports = within(screen.getByRole('list', { name: 'Ports of web' }));
  expect(ports.getAllByRole('button')).toHaveLength(1);
  expect(ports.getByText('443: not published')).toBeTruthy();
  expect(ports.getByText('5353 → 53/udp')).toBeTruthy();
  fireEvent.click(ports.getByRole('button', { name: 'Open preview of port 8080' }));
  expect(useWorkbench.getState().preview).toEqual({ port: 8080, path: '/' });
});

test('logs and a shell are commands in a terminal of their own, where the learner sees them', () => {
  setContainers({ containers: [WEB, JOB] });
  show();
  press('Logs of web');
  press('Open a shell in web');
  expect(runInOwnTerminal.mock.calls).toEqual([['docker logs -f web'], ['docker exec -it web sh']]);
  expect(screen.queryByRole('button', { name: 'Open a shell in job' })).toBeNull();
});

test('what is done is asked for once, said while it is done and after', async () => {
  setContainers({ containers: [WEB] });
  show();
  press('Stop web');
  expect(asked()).toMatchObject([{ container: 'a1', act: 'stop' }]);
  expect(item('web').textContent).toContain('Stopping…');
  press('Stop web');
  press('Remove web');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(asked()).toHaveLength(1);
  await answer();
  expect(within(item('web')).getByRole('status').textContent).toBe('web is stopped');
  expect(screen.getByRole('button', { name: 'Stop web' })).toBeTruthy();
});

test('a refusal is shown, and the container can be acted on again', async () => {
  setContainers({ containers: [JOB] });
  show();
  press('Start job');
  await act(async () => {
    line.client.settle({ type: 'error', request: 1, ...problem('CONTAINER_ACT_FAILED', 'taken') });
  });
  expect(notifyFailure).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('button', { name: 'Start job' })).toBeTruthy();
});

test('a container that runs is removed only when that is confirmed; one that has ended at once', async () => {
  setContainers({ containers: [WEB, JOB] });
  show();
  press('Remove job');
  expect(asked()).toMatchObject([{ container: 'b2', act: 'remove' }]);
  press('Remove web');
  const dialog = within(screen.getByRole('dialog', { name: 'Remove web?' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(asked()).toHaveLength(1);
  press('Remove web');
  fireEvent.click(screen.getByRole('button', { name: 'Remove container' }));
  expect(asked()).toMatchObject([{ container: 'b2' }, { container: 'a1', act: 'remove' }]);
});

test('the focus stays where it was: on the button behind the question, and in the list after a removal', async () => {
  setContainers({ containers: [WEB, JOB] });
  show();
  const remove = screen.getByRole('button', { name: 'Remove web' });
  remove.focus();
  fireEvent.click(remove);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await vi.waitFor(() => expect(document.activeElement).toBe(remove));
  act(() => setContainers({ containers: [JOB] }));
  expect(document.activeElement).toBe(screen.getByRole('list', { name: 'Containers' }));
});

test('one that is paused can be unpaused, and has no shell', () => {
  setContainers({ containers: [{ ...WEB, status: 'paused' }] });
  show();
  press('Unpause web');
  expect(asked()).toMatchObject([{ act: 'unpause' }]);
  expect(screen.queryByRole('button', { name: 'Open a shell in web' })).toBeNull();
});

test('without containers it says how to get one', () => {
  setContainers({ containers: [] });
  show();
  expect(screen.getByText('No containers yet')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy the command' })).toBeTruthy();
});

test('a failure says what to do; what was known before stays, marked as old', () => {
  failContainers(problem('SANDBOX_ENGINE_DOWN'));
  const { unmount } = show();
  expect(screen.getByText('The containers cannot be shown now')).toBeTruthy();
  unmount();
  setContainers({ containers: [WEB] });
  failContainers(problem('SANDBOX_ENGINE_DOWN'));
  show();
  expect(screen.getByText(/may be old/)).toBeTruthy();
  expect(item('web')).toBeTruthy();
});

test('nothing can be done while the sandbox stands still, and nothing is shown without one', () => {
  setContainers({ containers: [WEB] });
  setSandbox({ status: 'paused', disk: null });
  show();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Stop web' }).disabled).toBe(true);
  act(() => setSandbox({ status: 'starting', stage: 'starting' }));
  expect(screen.queryByText('web')).toBeNull();
});

function show() {
  return render(
    <TooltipProvider>
      <ContainersPane />
    </TooltipProvider>,
  );
}

function item(name: string): HTMLElement {
  return screen.getByRole('listitem', { name });
}

function press(name: string): void {
  fireEvent.click(screen.getByRole('button', { name }));
}

function asked() {
  return line.sent.filter((message) => message.type === 'container.act');
}

async function answer(): Promise<void> {
  const [message] = asked();
  if (!message) throw new Error('nothing was asked for');
  const { request, container, act: done } = message;
  await act(async () => {
    line.client.settle({ type: 'container.acted', request, container, act: done });
  });
}
