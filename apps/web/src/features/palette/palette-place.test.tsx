import type { PublicLab } from '@drydock/lab-format/schema';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showOver } from '../../stores/palette-store.ts';
import { notePrompt, usePrompts } from '../../stores/prompts-store.ts';
import { resetSession, setSandbox } from '../../stores/session-store.ts';
import { PalettePlace } from './palette-place.tsx';

vi.mock('./page-tools.tsx', () => ({ default: () => <p>tools</p> }));

const LAB = { steps: [] } as unknown as PublicLab;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  usePrompts.setState({ seen: 0 });
  resetSession('abcdefghij0123456789');
});
afterEach(() => {
  cleanup();
  showOver(null);
  vi.useRealTimers();
});

test('they come after the first prompt, however long the sandbox takes', async () => {
  show();
  await pass(60_000);
  expect(screen.queryByText('tools')).toBeNull();
  act(notePrompt);
  await pass(700);
  expect(screen.queryByText('tools')).toBeNull();
  await pass(200);
  expect(screen.getByText('tools')).toBeTruthy();
});

test('they come without a prompt where no sandbox starts any more, and when they are asked for', async () => {
  const { unmount } = show();
  act(() => setSandbox({ status: 'failed', problem: problem('SANDBOX_START_FAILED') }));
  await pass(6_000);
  expect(screen.getByText('tools')).toBeTruthy();
  unmount();
  resetSession('abcdefghij0123456789');
  show();
  act(() => showOver('palette'));
  await pass(0);
  expect(screen.getByText('tools')).toBeTruthy();
});

function show() {
  return render(<PalettePlace lab={LAB} step={0} onGo={() => {}} />);
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
  await act(() => vi.dynamicImportSettled());
}
