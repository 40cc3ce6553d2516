import type { PublicLab } from '@drydock/lab-format/schema';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeLine } from '../../connection/current-session.ts';
import { createOutputBridge } from '../../connection/output-bridge.ts';
import { createSessionClient } from '../../connection/session-client.ts';
import { showOver } from '../../stores/palette-store.ts';
import { resetSession, setConnection, setHub, setSandbox } from '../../stores/session-store.ts';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import PageTools from '../palette/page-tools.tsx';
import { Banners } from './banners.tsx';
import { HubLoginPopover } from './hub-login.tsx';
import { SandboxStatusPill } from './sandbox-status.tsx';

const LAB = { steps: [] } as unknown as PublicLab;
const transmit = vi.fn(() => true);
const writeText = vi.fn(async (_text: string) => {});
let release: () => void;

beforeEach(() => {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  const client = createSessionClient(transmit);
  release = takeLine({ client, output: createOutputBridge(() => {}) });
  resetSession('abcdefghij0123456789');
});
afterEach(() => {
  cleanup();
  showOver(null);
  release();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('the pill says the state of the line first, then that of the sandbox', () => {
  render(<SandboxStatusPill />);
  const said = () => screen.getByRole('status').textContent;
  expect(said()).toBe('Sandbox: Connecting');
  act(() => setConnection('open'));
  act(() => setSandbox({ status: 'starting', stage: 'booting' }));
  expect(said()).toBe('Sandbox: Starting your machine');
  act(() => setSandbox({ status: 'ready' }));
  expect(said()).toBe('Sandbox: Ready');
  act(() => setSandbox({ status: 'gone', problem: problem('SANDBOX_GONE') }));
  expect(said()).toBe('Sandbox: Stopped');
  act(() => setConnection('lost'));
  expect(said()).toBe('Sandbox: Reconnecting');
});

test('a reset that takes something away is asked about, in place of what it was chosen in', async () => {
  setConnection('open');
  setSandbox({ status: 'ready' });
  showWithQuestion(<SandboxStatusPill />);
  await chooseReset();
  const question = screen.getByRole('dialog', { name: 'Reset the sandbox?' });
  expect(question.textContent).toMatch(/Your files stay; containers, images.* go\./);
  expect(screen.getAllByRole('dialog')).toHaveLength(1);
  expect(document.activeElement).toBe(button('Cancel'));
  fireEvent.keyDown(button('Cancel'), { key: 'Escape' });
  await waitFor(() => expect(document.activeElement).toBe(button('Sandbox: Ready')));
  expect(transmit.mock.calls).toEqual([]);

  await chooseReset();
  fireEvent.click(button('Reset sandbox'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(transmit.mock.calls).toEqual([[{ type: 'sandbox.reset' }]]);
});

test('of a sandbox that has stopped nothing is left to ask about', async () => {
  setConnection('open');
  setSandbox({ status: 'gone', problem: problem('SANDBOX_GONE') });
  showWithQuestion(<SandboxStatusPill />);
  fireEvent.click(button('Sandbox: Stopped'));
  fireEvent.click(button('Reset sandbox'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(transmit.mock.calls).toEqual([[{ type: 'sandbox.reset' }]]);
});

test('a sandbox is paused and goes on from the pill', () => {
  setConnection('open');
  setSandbox({ status: 'ready' });
  render(<SandboxStatusPill />);
  fireEvent.click(button('Sandbox: Ready'));
  fireEvent.click(button('Pause'));
  act(() => setSandbox({ status: 'paused', disk: null }));
  fireEvent.click(button('Sandbox: Paused'));
  fireEvent.click(button('Continue'));
  expect(transmit.mock.calls).toEqual([[{ type: 'sandbox.pause' }], [{ type: 'sandbox.resume' }]]);
});

test('a sandbox that starts is not reset', () => {
  setConnection('open');
  render(<SandboxStatusPill />);
  fireEvent.click(screen.getByRole('button'));
  expect(button('Reset sandbox').disabled).toBe(true);
});

test('a sandbox that is gone says why over the page, and is reset once the line is up', () => {
  setSandbox({ status: 'gone', problem: problem('SANDBOX_GONE') });
  setConnection('lost');
  render(<Banners />);
  expect(screen.getByRole('alert').textContent).toContain(problem('SANDBOX_GONE').message);
  expect(screen.getByRole('status').textContent).toMatch(/connection is lost/);
  expect(button('Reset sandbox').disabled).toBe(true);
  act(() => setConnection('open'));
  expect(screen.queryByRole('status')).toBeNull();
  fireEvent.click(button('Reset sandbox'));
  expect(transmit.mock.calls).toEqual([[{ type: 'sandbox.reset' }]]);
});

test.each([
  ['docker.io', 'docker login -u ada'],
  ['registry-1.docker.io', 'docker login -u ada'],
  ['notdocker.io', 'docker login notdocker.io -u ada'],
])('the hub at %s is logged in to with %s', async (registry, command) => {
  setHub({ registry, username: 'ada', password: 's3cret' });
  showHub();
  for (const name of ['Copy user name', 'Copy password', 'Copy login command']) {
    await act(async () => {
      fireEvent.click(button(name));
    });
  }
  expect(writeText.mock.calls).toEqual([['ada'], ['s3cret'], [command]]);
});

test('one Escape closes the login, though a tooltip names the button that has the focus', async () => {
  setHub({ registry: 'docker.io', username: 'ada', password: 's3cret' });
  showHub();
  act(() => button('Copy user name').focus());
  expect(screen.getByRole('tooltip').textContent).toBe('Copy user name');
  fireEvent.keyDown(button('Copy user name'), { key: 'Escape' });
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(button('Hub login')));
});

test('without a hub there is no login', () => {
  render(<HubLoginPopover />, { wrapper: TooltipProvider });
  expect(screen.queryByRole('button')).toBeNull();
});

/** With what the page asks in. */
function showWithQuestion(what: ReactNode): void {
  render(
    <>
      {what}
      <PageTools lab={LAB} step={0} onGo={() => {}} />
    </>,
    { wrapper: TooltipProvider },
  );
}

/** From the menu of a ready sandbox; the focus is where a keyboard has it. */
async function chooseReset(): Promise<void> {
  fireEvent.click(button('Sandbox: Ready'));
  button('Reset sandbox').focus();
  fireEvent.click(button('Reset sandbox'));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
}

function showHub(): void {
  render(<HubLoginPopover />, { wrapper: TooltipProvider });
  fireEvent.click(button('Hub login'));
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}
