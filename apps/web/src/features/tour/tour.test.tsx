import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notePrompt, usePrompts } from '../../stores/prompts-store.ts';
import { isTourNew, leaveTour, startTour } from '../../stores/tour-store.ts';
import { resetWorkbench, showPane, useWorkbench } from '../../stores/workbench-store.ts';
import { TourPlace } from './tour-place.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  localStorage.clear();
  usePrompts.setState({ seen: 0 });
  resetWorkbench();
});
afterEach(() => {
  cleanup();
  leaveTour();
  vi.useRealTimers();
});

test('it comes a while after the first prompt, and not before', async () => {
  render(<TourPlace />);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(screen.queryByRole('dialog')).toBeNull();
  act(notePrompt);
  await act(() => vi.advanceTimersByTimeAsync(1_400));
  expect(screen.queryByRole('dialog')).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(200));
  await act(() => vi.dynamicImportSettled());
  expect(screen.getByRole('dialog', { name: 'Follow the steps' })).toBeTruthy();
});

test('who has begun to type keeps the focus; who has asked for the tour gives it', async () => {
  render(
    <>
      <TourPlace />
      <textarea aria-label="shell" />
    </>,
  );
  const shell = screen.getByRole('textbox', { name: 'shell' });
  shell.focus();
  await offered();
  expect(document.activeElement).toBe(shell);
  press('Escape');
  expect([screen.queryByRole('dialog'), isTourNew()]).toEqual([null, false]);

  await act(async () => startTour());
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next' }));
  press('Escape');
  expect(document.activeElement).toBe(shell);
});

test('it is led by buttons and keys, and does not come again', async () => {
  const { unmount } = render(<TourPlace />);
  await offered();
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  press('ArrowRight');
  expect(screen.getByRole('dialog', { name: 'See what Docker does' }).textContent).toMatch(
    /^3 of 4/,
  );
  press('ArrowLeft');
  expect(screen.getByRole('dialog', { name: 'A machine of your own' })).toBeTruthy();
  press('ArrowRight');
  press('ArrowRight');
  fireEvent.click(screen.getByRole('button', { name: 'Start the lab' }));
  expect(screen.queryByRole('dialog')).toBeNull();

  unmount();
  render(<TourPlace />);
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what it speaks of comes to the front, and what was there before at the end', async () => {
  showPane('terminals');
  render(<TourPlace />);
  await offered();
  expect(useWorkbench.getState().front).toBe('instructions');
  press('ArrowRight');
  press('ArrowRight');
  expect(useWorkbench.getState().front).toBe('editor');
  fireEvent.click(screen.getByRole('button', { name: 'Skip the tour' }));
  expect(useWorkbench.getState().front).toBe('terminals');
});

test('it points at the part of the page that it speaks of', async () => {
  render(
    <>
      <TourPlace />
      <p data-tour="instructions">Step 1</p>
    </>,
  );
  const box = { left: 10, top: 20, width: 300, height: 400 };
  vi.spyOn(screen.getByText('Step 1'), 'getBoundingClientRect').mockReturnValue(box as DOMRect);
  await offered();
  await act(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const light = document.querySelector<HTMLElement>('[style*="width: 300px"]');
  expect([light?.style.left, light?.style.top, light?.style.height]).toEqual([
    ...['10px', '20px', '400px'],
  ]);
});

async function offered(): Promise<void> {
  act(notePrompt);
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  await act(() => vi.dynamicImportSettled());
}

function press(key: string): void {
  fireEvent.keyDown(screen.getByRole('dialog'), { key });
}
