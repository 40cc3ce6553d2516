import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usePalette } from '../../stores/palette-store.ts';
import { clearTerminals, terminalOpened } from '../../stores/terminals-store.ts';
import { resetWorkbench, setCollapsed, useWorkbench } from '../../stores/workbench-store.ts';
import { stepOf } from '../lab/step.fixture.ts';
import { usePageKeys } from './use-page-keys.ts';

const terminal = vi.hoisted(() => ({ isFullScreen: false }));
vi.mock('../terminal/screens.ts', () => {
  const element = () => document.querySelector('.xterm');
  const all = {
    focus: () => element()?.querySelector('textarea')?.focus(),
    get element() {
      return element();
    },
    isFullScreen: () => terminal.isFullScreen,
  };
  return {
    screenOf: () => all,
    eachScreen: (visit: (each: typeof all) => void) => visit(all),
  };
});

const onGo = vi.fn();
const LAB = { steps: ['a', 'b', 'c'].map((id) => ({ ...stepOf([]), id })) } as never;

beforeEach(() => {
  resetWorkbench();
  terminal.isFullScreen = false;
  terminalOpened({ terminal: 'T1', position: 0 });
});
afterEach(() => {
  cleanup();
  clearTerminals();
  usePalette.setState({ shown: null });
  vi.clearAllMocks();
});

test('F6 goes from pane to pane, and back to where one was in each', () => {
  render(<Page step={0} />);
  press('F6');
  expect(focused()).toBe('Title');
  button('Run').focus();
  press('F6');
  expect(focused()).toBe('Editor');
  press('F6');
  expect(focused()).toBe('shell');
  press('F6');
  expect(focused()).toBe('Run');
  press('F6', { shiftKey: true });
  expect(focused()).toBe('shell');
});

test('what is disabled by now does not hold the focus back', () => {
  const { rerender } = render(<Page step={0} />);
  button('Run').focus();
  press('F6', { shiftKey: true });
  rerender(<Page step={0} isBusy />);
  press('F6');
  expect(focused()).toBe('Title');
});

test('a pane that was put away comes back', () => {
  render(<Page step={0} />);
  setCollapsed('instructions', true);
  press('F6');
  expect(useWorkbench.getState().collapsed.instructions).toBe(false);
});

test('steps are walked through, and end with the lab', () => {
  const { rerender } = render(<Page step={1} />);
  press('PageDown', { altKey: true });
  press('PageUp', { altKey: true });
  expect(onGo.mock.calls).toEqual([[2], [0]]);
  rerender(<Page step={2} />);
  press('PageDown', { altKey: true });
  expect(onGo).toHaveBeenCalledTimes(2);
});

test('the palette opens and closes, and a program with the whole screen keeps its keys', () => {
  render(<Page step={0} />);
  screen.getByRole('textbox', { name: 'shell' }).focus();
  press('k', { ctrlKey: true });
  expect(usePalette.getState().shown).toBeNull();
  press('K', { ctrlKey: true, shiftKey: true });
  expect(usePalette.getState().shown).toBe('palette');
  press('K', { ctrlKey: true, shiftKey: true });
  expect(usePalette.getState().shown).toBeNull();
  terminal.isFullScreen = true;
  press('F6');
  expect(focused()).toBe('shell');
});

test('a question has to be answered before the page goes on', () => {
  render(<Page step={0} />);
  button('Cancel').focus();
  press('F6');
  expect(focused()).toBe('Cancel');
});

function Page({ step, isBusy = false }: { step: number; isBusy?: boolean }) {
  usePageKeys({ lab: LAB, step, onGo });
  return (
    <>
      <div role="dialog" aria-label="Question">
        <button type="button">Cancel</button>
      </div>
      <article data-tour="instructions">
        <h1 tabIndex={-1}>Title</h1>
        <button type="button" disabled={isBusy}>
          Run
        </button>
      </article>
      <section data-tour="views">
        <button type="button" role="tab" aria-selected>
          Editor
        </button>
      </section>
      <section data-tour="terminals">
        <div className="xterm">
          <textarea aria-label="shell" />
        </div>
      </section>
    </>
  );
}

function press(key: string, modifiers: KeyboardEventInit = {}): void {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...modifiers });
}

function focused(): string {
  const { activeElement } = document;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
}

function button(name: string): HTMLElement {
  return screen.getByRole('button', { name });
}
