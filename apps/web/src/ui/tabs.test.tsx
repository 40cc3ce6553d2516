import { cleanup, fireEvent, render, screen } from '@testing-library/react';
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
