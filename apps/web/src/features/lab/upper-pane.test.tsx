import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type ComponentType, lazy } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { openPreview, resetWorkbench } from '../../stores/workbench-store.ts';
import { UpperPane } from './upper-pane.tsx';

const load = vi.hoisted(() => vi.fn<() => Promise<{ default: ComponentType }>>());
vi.mock('./upper-views.ts', () => ({
  UPPER_VIEWS: [
    { id: 'layers', View: lazy(load) },
    { id: 'hub', View: () => <p>Repositories</p> },
  ],
}));
vi.mock('../editor/editor-pane.tsx', () => ({ EditorPane: () => <input aria-label="File" /> }));
vi.mock('../preview/preview-pane.tsx', () => ({ PreviewPane: () => null }));

afterEach(() => {
  cleanup();
  resetWorkbench();
});

test('a view is loaded when its tab is first opened, and shown while the tab is', async () => {
  let arrive = (_: { default: ComponentType }) => {};
  load.mockReturnValue(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  render(<UpperPane isShown />);
  expect(load).not.toHaveBeenCalled();
  select('Layers');
  expect(screen.getByRole('status').textContent).toContain('Layers');
  await act(async () => arrive({ default: () => <p>Stacks</p> }));
  expect(screen.getByText('Stacks')).toBeTruthy();
  expect(screen.getByRole('tabpanel', { name: 'Layers' })).toBeTruthy();
  select('Hub');
  expect(screen.queryByText('Stacks')).toBeNull();
  expect(screen.getByText('Repositories')).toBeTruthy();
});

test('a view is not mounted while the pane is out of sight', () => {
  const { rerender } = render(<UpperPane isShown />);
  select('Hub');
  rerender(<UpperPane isShown={false} />);
  expect(screen.queryByText('Repositories')).toBeNull();
  rerender(<UpperPane isShown />);
  expect(screen.getByText('Repositories')).toBeTruthy();
});

test('the editor keeps what is in it behind the other tabs', () => {
  render(<UpperPane isShown />);
  const field = screen.getByLabelText<HTMLInputElement>('File');
  field.value = 'typed';
  select('Hub');
  select('Editor');
  expect(screen.getByLabelText<HTMLInputElement>('File').value).toBe('typed');
});

test('a preview comes as the last tab, in front', () => {
  render(<UpperPane isShown />);
  act(() => openPreview(5001));
  const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent);
  expect(tabs).toEqual(['Editor', 'Layers', 'Hub', 'Preview 5001']);
  expect(screen.getByRole('tabpanel', { name: 'Preview 5001' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Close Preview 5001' }));
  expect(screen.getByRole('tabpanel', { name: 'Editor' })).toBeTruthy();
});

function select(name: string): void {
  fireEvent.click(screen.getByRole('tab', { name }));
}
