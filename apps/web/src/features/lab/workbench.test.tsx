import type { PublicLab } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseInterface } from '../../stores/interface-store.ts';
import { resetWorkbench } from '../../stores/workbench-store.ts';
import { Workbench } from './workbench.tsx';

vi.mock('../../ui/use-media.ts', () => ({ useMedia: () => true }));
vi.mock('../editor/editor-pane.tsx', () => ({ EditorPane: () => null }));
vi.mock('../terminal/terminal-pane.tsx', () => ({ TerminalPane: () => null }));
vi.mock('./instructions.tsx', () => ({ Instructions: () => null }));

const LAB = { steps: [] } as unknown as PublicLab;

afterEach(async () => {
  cleanup();
  resetWorkbench();
  await chooseInterface('en');
});

test.each([
  ['en', 'Editor and views', 'Editor'],
  ['ja', 'エディターとビュー', 'エディター'],
] as const)(
  'on a narrow page no two tabs have the same name (%s)',
  async (language, pane, view) => {
    await act(() => chooseInterface(language));
    render(<Workbench lab={LAB} step={0} onGo={() => {}} />);
    fireEvent.click(screen.getByRole('tab', { name: pane }));
    expect(screen.getByRole('tabpanel', { name: pane })).toBeTruthy();
    expect(screen.getByRole('tab', { name: view })).toBeTruthy();
    const names = screen.getAllByRole('tab').map(({ textContent }) => textContent);
    expect(new Set(names).size).toBe(names.length);
  },
);
