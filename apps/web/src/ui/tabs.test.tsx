import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Tabs } from './tabs.tsx';

const close = vi.fn();
const onSelect = vi.fn();

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

test('arrow keys, Home and End move the focus around, and select nothing', () => {
  show();
  tab('B').focus();
  for (const [key, name] of [
    ['ArrowRight', 'C'],
    ['ArrowRight', 'A'],
    ['ArrowLeft', 'C'],
    ['Home', 'A'],
    ['End', 'C'],
  ] as const) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
    expect(document.activeElement).toBe(tab(name));
  }
  expect(onSelect).not.toHaveBeenCalled();
});

test('one tab is reached by Tab: the selected one', () => {
  show();
  const states = screen
    .getAllByRole('tab')
    .map((item) => [item.getAttribute('aria-selected'), item.tabIndex]);
  expect(states).toEqual([
    ['false', -1],
    ['true', 0],
    ['false', -1],
  ]);
  fireEvent.click(tab('C'));
  expect(onSelect).toHaveBeenCalledExactlyOnceWith('c');
});

test('Delete and the button close a tab that can be closed, and no other', () => {
  show();
  fireEvent.keyDown(tab('A'), { key: 'Delete' });
  expect(close).not.toHaveBeenCalled();
  fireEvent.keyDown(tab('B'), { key: 'Delete' });
  expect(close).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Close B' }));
  expect(close).toHaveBeenCalledTimes(2);
  expect(onSelect).not.toHaveBeenCalled();
});

test('a mark is part of what the tab is called', () => {
  show();
  expect(screen.getByRole('tab', { name: /C.*Not saved yet/ })).toBeTruthy();
});

test('F2 and a double click rename in the place; Enter and leaving take the name, Escape does not', async () => {
  render(<Named />);
  fireEvent.keyDown(tab('A'), { key: 'F2' });
  const field = await screen.findByRole('textbox', { name: 'Name of a' });
  fireEvent.change(field, { target: { value: 'logs' } });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'a logs' })),
  );
  expect(screen.getByRole('button', { name: 'Close a logs' })).toBeTruthy();

  fireEvent.doubleClick(tab('a logs'));
  const second = await screen.findByRole('textbox', { name: 'Name of a' });
  fireEvent.change(second, { target: { value: 'other' } });
  fireEvent.keyDown(second, { key: 'Escape' });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(tab('a logs')).toBeTruthy();

  fireEvent.doubleClick(tab('a logs'));
  const third = await screen.findByRole('textbox');
  fireEvent.change(third, { target: { value: 'builds' } });
  fireEvent.blur(third);
  expect(tab('a builds')).toBeTruthy();
});

test('F2 does nothing where tabs have no names', () => {
  show();
  fireEvent.keyDown(tab('A'), { key: 'F2' });
  fireEvent.doubleClick(tab('A'));
  expect(screen.queryByRole('textbox')).toBeNull();
});

/** One tab that can be closed and renamed. */
function Named() {
  const [naming, setNaming] = useState<string | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  return (
    <Tabs
      label="Letters"
      panelId="p"
      tabs={[{ id: 'a', lead: own === null ? undefined : 'a', text: own ?? 'A', close }]}
      active="a"
      onSelect={onSelect}
      naming={{
        id: naming,
        label: (id) => `Name of ${id}`,
        begin: setNaming,
        end(_, name) {
          setNaming(null);
          if (name !== null) setOwn(name);
        },
      }}
    />
  );
}

function tab(name: string): HTMLElement {
  return screen.getByRole('tab', { name: new RegExp(`^${name}`) });
}

function show(): void {
  const tabs = [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B', close },
    { id: 'c', text: 'C', mark: 'Not saved yet' },
  ];
  render(<Tabs label="Letters" panelId="p" tabs={tabs} active="b" onSelect={onSelect} />);
}
