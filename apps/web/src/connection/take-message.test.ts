import type { ServerMessage, SessionSnapshot } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useBuilds } from '../stores/builds-store.ts';
import { clearChecks, useChecks } from '../stores/checks-store.ts';
import { useLayers } from '../stores/layers-store.ts';
import { clearNotices, useNotices } from '../stores/notices-store.ts';
import { setPorts, usePorts } from '../stores/ports-store.ts';
import { usePushes } from '../stores/pushes-store.ts';
import { resetSession, setSandbox, useSession } from '../stores/session-store.ts';
import { clearTerminals, useTerminals } from '../stores/terminals-store.ts';
import { takeMessage } from './take-message.ts';

const files = vi.hoisted(() => ({
  fileChanged: vi.fn(),
  refreshTree: vi.fn(),
  resumeFiles: vi.fn(),
}));
vi.mock('../stores/file-actions.ts', () => files);
const notifyProblem = vi.hoisted(() => vi.fn());
vi.mock('../ui/notify.ts', () => ({ notifyProblem }));

beforeEach(() => resetSession('abcdefghij0123456789'));
afterEach(() => {
  clearChecks();
  clearTerminals();
  clearNotices();
  setPorts([]);
  vi.clearAllMocks();
});

test('the files are taken up when the sandbox becomes ready, and not at every word of it', () => {
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'starting', stage: 'preparing' } });
  expect(useSession.getState().sandbox).toEqual({ status: 'starting', stage: 'preparing' });
  expect(files.resumeFiles).not.toHaveBeenCalled();
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'ready' } });
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'ready' } });
  expect(files.resumeFiles).toHaveBeenCalledTimes(1);
});

test('a welcome to a sandbox that is not ready asks for no files', () => {
  takeMessage(welcome({ sandbox: { status: 'starting', stage: 'preparing' } }));
  expect(files.resumeFiles).not.toHaveBeenCalled();
});

test('the isolation of the host and the notices that still hold come with the welcome', () => {
  takeMessage(welcome({ isolation: 'privileged', notices: [{ type: 'engine-ended' }] }));
  expect(useSession.getState().isolation).toBe('privileged');
  expect(shown()).toEqual(['engine-ended']);
  takeMessage(welcome({}));
  expect(shown()).toEqual(['engine-ready']);
});

test('the time that is left comes with the welcome and with an extension, and goes with the session', () => {
  const time = { left: 60_000, extension: 1_000, extensions: 2 };
  takeMessage(welcome({ time }));
  const { end = 0 } = useSession.getState().time ?? {};
  expect(Math.abs(end - Date.now() - 60_000)).toBeLessThan(5_000);
  takeMessage({ type: 'session.time', time: { ...time, extensions: 1 } });
  expect(useSession.getState().time).toMatchObject({ extension: 1_000, extensions: 1 });
  takeMessage(welcome({}));
  expect(useSession.getState().time).toBeNull();
});

test('checks that were put away have said nothing', () => {
  takeMessage({ type: 'check.result', check: 'a', result: { outcome: 'pass' } });
  takeMessage({ type: 'check.result', check: 'b', result: { outcome: 'pass' } });
  takeMessage({ type: 'checks.forgotten', checks: ['a'] });
  expect(Object.keys(useChecks.getState().checks)).toEqual(['b']);
});

test('a notice goes when another of its kind comes, and with its sandbox', () => {
  setSandbox({ status: 'ready' });
  const notice = { type: 'sandbox.notice' as const };
  takeMessage({ ...notice, notice: { type: 'engine-ended' } });
  takeMessage({ ...notice, notice: { type: 'disk-low', where: 'disk', used: 7, limit: 8 } });
  takeMessage({ ...notice, notice: { type: 'disk-low', where: 'workspace', used: 7, limit: 8 } });
  takeMessage({ ...notice, notice: { type: 'disk-full', where: 'disk', used: 8, limit: 8 } });
  takeMessage({ ...notice, notice: { type: 'engine-ready' } });
  expect(shown()).toEqual(['disk-low', 'disk-full', 'engine-ready']);
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'starting', stage: 'starting' } });
  takeMessage({ ...notice, notice: { type: 'sandbox-ended', detail: 'why' } });
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'starting', stage: 'booting' } });
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'ready' } });
  expect(shown()).toEqual(['sandbox-ended']);
});

test('what was told of a sandbox that is no more is forgotten', () => {
  setSandbox({ status: 'ready' });
  takeMessage({ type: 'view.layers', images: [], imagesTruncated: false });
  takeMessage({ type: 'view.builds', builds: [] });
  takeMessage({ type: 'view.pushes', pushes: [] });
  expect(useLayers.getState().view).toEqual({ images: [], imagesTruncated: false });
  takeMessage({ type: 'sandbox.status', sandbox: { status: 'starting', stage: 'starting' } });
  expect([useLayers, useBuilds].map((store) => store.getState().view)).toEqual([null, null]);
  // The hub outlives the sandbox.
  expect(usePushes.getState().view).toEqual({ pushes: [] });
});

test('a view that cannot be told keeps what was told before', () => {
  takeMessage({ type: 'view.builds', builds: [] });
  takeMessage({ type: 'view.failed', view: 'builds', problem: problem('ENGINE_TIMEOUT') });
  expect(useBuilds.getState()).toMatchObject({
    view: { builds: [] },
    problem: problem('ENGINE_TIMEOUT'),
  });
  takeMessage({ type: 'view.builds', builds: [] });
  expect(useBuilds.getState().problem).toBeNull();
});

test('terminals come and go, whoever opened them', () => {
  takeMessage({ type: 'terminal.opened', terminal: 'T2', position: 0 });
  expect(useTerminals.getState()).toMatchObject({ tabs: [{ name: 'T2' }], active: 'T2' });
  takeMessage({ type: 'terminal.closed', terminal: 'T2' });
  expect(useTerminals.getState()).toMatchObject({ tabs: [], active: null });
});

test('ports come as a whole, in order', () => {
  const web = { containerPort: 80, container: 'web', url: 'http://x.localhost/' };
  takeMessage({
    type: 'ports.changed',
    ports: [
      { ...web, port: 8080 },
      { ...web, port: 80 },
    ],
  });
  expect(usePorts.getState().ports.map(({ port }) => port)).toEqual([80, 8080]);
  takeMessage({ type: 'ports.changed', ports: [] });
  expect(usePorts.getState().ports).toEqual([]);
});

test('changes in the workspace go to the files', () => {
  takeMessage({ type: 'file.changed', path: 'app.py', version: null });
  expect(files.fileChanged).toHaveBeenCalledExactlyOnceWith('app.py', null);
  takeMessage({ type: 'file.tree-changed' });
  expect(files.refreshTree).toHaveBeenCalledTimes(1);
});

test('a check’s result is shown, also one that another tab asked for', () => {
  takeMessage({ type: 'check.result', check: 'built', result: { outcome: 'pass' } });
  expect(useChecks.getState().checks.built).toEqual({
    running: false,
    outcome: { outcome: 'pass' },
  });
});

test.each(['SESSION_NOT_FOUND', 'VERSION_MISMATCH'] as const)('%s ends the session', (code) => {
  takeMessage({ type: 'error', ...problem(code) });
  expect(useSession.getState().ended).toEqual(problem(code));
  expect(notifyProblem).not.toHaveBeenCalled();
});

test('any other error is told, and the session goes on', () => {
  takeMessage({ type: 'error', ...problem('RATE_LIMITED') });
  expect(notifyProblem).toHaveBeenCalledExactlyOnceWith(problem('RATE_LIMITED'));
  expect(useSession.getState().ended).toBeNull();
});

test.each<ServerMessage>([
  { type: 'file.tree', entries: [], truncated: false },
  { type: 'file.content', path: 'a', text: '', version: '1' },
  { type: 'file.saved', path: 'a', version: '1' },
])('$type is for whoever asked, and changes nothing by itself', (message) => {
  setSandbox({ status: 'ready' });
  takeMessage(message);
  for (const action of Object.values(files)) expect(action).not.toHaveBeenCalled();
  expect(notifyProblem).not.toHaveBeenCalled();
});

function shown(): string[] {
  return useNotices.getState().notices.map(({ type }) => type);
}

function welcome(parts: Partial<SessionSnapshot>): ServerMessage {
  const snapshot: SessionSnapshot = {
    ...{ session: 's', lab: 'l', terminals: [], ports: [], checks: {}, hub: null },
    ...{ sandbox: { status: 'ready' }, notices: [], isolation: 'rootless' },
    ...parts,
  };
  return { type: 'welcome', version: 1, snapshot };
}
