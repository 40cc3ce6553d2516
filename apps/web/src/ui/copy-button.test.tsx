import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CopyButton } from './copy-button.tsx';

const raiseToast = vi.hoisted(() => vi.fn());
vi.mock('./toast.ts', () => ({ raiseToast }));
const writeText = vi.fn(async (_text: string) => {});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test('copies, says so, and is ready again', async () => {
  await press();
  expect(writeText).toHaveBeenCalledExactlyOnceWith('docker ps');
  expect(screen.getByRole('status').textContent).toBe('Copied');
  act(() => vi.advanceTimersByTime(2_000));
  expect(screen.getByRole('status').textContent).toBe('');
});

test('without a clipboard the selection is copied, and nothing of it stays', async () => {
  writeText.mockRejectedValueOnce(new Error('not allowed'));
  let copied = '';
  document.execCommand = () => {
    copied = document.querySelector('textarea')?.value ?? '';
    return true;
  };
  await press();
  expect(copied).toBe('docker ps');
  expect(document.querySelector('textarea')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('Copied');
});

test('what could not be copied is not said to be', async () => {
  writeText.mockRejectedValueOnce(new Error('not allowed'));
  document.execCommand = () => false;
  await press();
  expect(raiseToast).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status').textContent).toBe('');
});

async function press(): Promise<void> {
  render(<CopyButton text="docker ps" />);
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
  });
}
