import type { FileBlock } from '@drydock/lab-format/schema';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteFileChange } from '../../stores/file-changes-store.ts';
import { useFiles } from '../../stores/files-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { setFirstValues, setVariable } from '../../stores/variables-store.ts';
import { FileBlockView } from './file-block.tsx';

const files = vi.hoisted(() => ({ text: null as string | null, opened: [] as string[] }));
vi.mock('../../stores/file-actions.ts', () => ({
  readText: async () => files.text,
  changeFile: async (_path: string, change: (text: string | null) => string | null) => {
    files.text = change(files.text) ?? files.text;
  },
  writeFile: async (_path: string, text: string) => {
    files.text = text;
  },
  openFile: async (path: string) => files.opened.push(path),
}));

const EDIT: FileBlock = {
  ...{ type: 'file', id: 'b1', path: 'Dockerfile', language: 'dockerfile' },
  text: 'RUN pip install flask\n',
  edit: { type: 'insert', match: 'FROM' },
};

beforeEach(() => {
  files.text = 'FROM python\nCOPY . .\n';
  files.opened = [];
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setConnection('open');
});
afterEach(cleanup);

test('a change is shown on the text that is there, and is made where it was shown', async () => {
  show(EDIT);
  expect(screen.getByText('insert after “FROM”')).toBeTruthy();
  const lines = await screen.findByRole('region', { name: 'The change in Dockerfile' });
  expect(lines.textContent).toMatch(/1 FROM python2\+added: RUN pip install flask3 COPY/);
  fireEvent.click(button('Apply change'));
  await waitFor(() => expect(files.text).toBe('FROM python\nRUN pip install flask\nCOPY . .\n'));
  expect(files.opened).toEqual(['Dockerfile']);
  expect(useFiles.getState().reveal).toEqual({ path: 'Dockerfile', from: 2, to: 2 });
  changeInSandbox();
  await screen.findByText('Dockerfile is changed');
  expect(button('Apply change').disabled).toBe(true);
});

test('a file that has the change already says so', async () => {
  files.text = 'FROM python\nRUN pip install flask\n';
  show(EDIT);
  await screen.findByText('Dockerfile has this change');
  expect(button('Apply change').disabled).toBe(true);
});

test('what has no place is offered to be copied, until the file has one', async () => {
  files.text = 'COPY . .\n';
  show(EDIT);
  await screen.findByText(/The place for it is not in Dockerfile: copy it/);
  expect(button('Apply change').disabled).toBe(true);
  expect(button('Copy').disabled).toBe(false);
  files.text = 'FROM python\n';
  changeInSandbox();
  await screen.findByRole('region', { name: 'The change in Dockerfile' });
  files.text = 'FROM a\nFROM b\n';
  changeInSandbox();
  await screen.findByText(/Dockerfile has 2 places for it/);
  files.text = null;
  changeInSandbox();
  await screen.findByText('There is no Dockerfile yet');
});

test('a text that names no file can be copied only', () => {
  show({ ...EDIT, path: null });
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Copy']);
});

test('a file is written with the values of the variables in it, and never without them', async () => {
  setFirstValues({ who: '' });
  const placeholders = [{ text: '$$who$$', kind: 'variable' as const, label: 'who', at: [6] }];
  const { edit: _, ...whole } = EDIT;
  show({ ...whole, text: 'Hello $$who$$\n', placeholders });
  fireEvent.click(button('Write file'));
  await screen.findByText('Fill in first: who');
  expect(files.text).toBe('FROM python\nCOPY . .\n');
  act(() => setVariable('who', 'Ada'));
  fireEvent.click(button('Write file'));
  await waitFor(() => expect(files.text).toBe('Hello Ada\n'));
});

function show(block: FileBlock): void {
  render(<FileBlockView block={block} />);
}

function changeInSandbox(): void {
  act(() => noteFileChange('Dockerfile'));
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}
