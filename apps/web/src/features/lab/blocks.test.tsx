import type { RunBlock, Step } from '@drydock/lab-format/schema';
import { problem } from '@drydock/protocol/problem';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { en } from '../../i18n/en/index.ts';
import { ja } from '../../i18n/ja/index.ts';
import { clearChecks, setOutcome } from '../../stores/checks-store.ts';
import { useInterface } from '../../stores/interface-store.ts';
import { resetSession, setConnection, setSandbox } from '../../stores/session-store.ts';
import { useWorkbench } from '../../stores/workbench-store.ts';
import { StepBody } from './step-body.tsx';

const typeInto = vi.hoisted(() => vi.fn(async (_typing: unknown) => {}));
vi.mock('../terminal/type-into.ts', () => ({ typeInto }));
const writeFile = vi.hoisted(() => vi.fn(async (_path: string, _text: string) => {}));
vi.mock('../../stores/file-actions.ts', () => ({ writeFile }));

const RUN: RunBlock = {
  type: 'run',
  id: 'b1',
  code: 'docker build -t app .',
  language: 'sh',
  terminal: 'T2',
  runnable: true,
  copyable: true,
};

const WHY = { en: 'There is no image.', ja: 'イメージがありません。' };

beforeEach(() => {
  resetSession('abcdefghij0123456789');
  setSandbox({ status: 'ready' });
  setConnection('open');
});
afterEach(() => {
  cleanup();
  clearChecks();
  vi.clearAllMocks();
});

test('Run types the command into the terminal that it names', async () => {
  show([RUN]);
  fireEvent.click(screen.getByRole('button', { name: 'Run' }));
  expect(typeInto).toHaveBeenCalledExactlyOnceWith({
    ...{ terminal: 'T2', text: 'docker build -t app .', block: 'b1' },
  });
  await waitFor(() => expect(button('Run').disabled).toBe(false));
});

test('nothing can be run before the sandbox is ready, or while the line is down', () => {
  setSandbox({ status: 'starting', stage: 'booting' });
  show([RUN]);
  expect(button('Run').disabled).toBe(true);
  cleanup();
  setSandbox({ status: 'ready' });
  setConnection('lost');
  show([RUN]);
  expect(button('Run').disabled).toBe(true);
});

test('a block that must not be run or copied has no buttons', () => {
  show([{ ...RUN, runnable: false, copyable: false }]);
  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('Write file writes it and says so', async () => {
  show([{ type: 'file', id: 'b1', path: 'app.py', text: 'print(1)\n', language: 'python' }]);
  fireEvent.click(screen.getByRole('button', { name: 'Write file' }));
  expect(writeFile).toHaveBeenCalledExactlyOnceWith('app.py', 'print(1)\n');
  await screen.findByText('app.py is written');
});

test('a check shows each of its outcomes in words', async () => {
  show([{ type: 'check', id: 'b1', name: 'built', label: 'The image is built' }]);
  const status = () => screen.getByRole('status').textContent;
  expect(status()).toBe('');
  setOutcome('built', { outcome: 'not-yet', why: WHY });
  await waitFor(() => expect(status()).toBe('Not yet. There is no image.'));
  setOutcome('built', { outcome: 'our-fault', problem: problem('ENGINE_TIMEOUT') });
  await waitFor(() => expect(status()).toMatch(/^Our fault, not yours\./));
  setOutcome('built', { outcome: 'pass' });
  await waitFor(() => expect(status()).toBe('Passed'));
});

test('on a Japanese page the reason is Japanese', () => {
  useInterface.setState({ language: 'ja', catalogue: ja });
  onTestFinished(() => useInterface.setState({ language: 'en', catalogue: en }));
  show([{ type: 'check', id: 'b1', name: 'built', label: 'イメージ' }]);
  act(() => setOutcome('built', { outcome: 'not-yet', why: WHY }));
  expect(screen.getByRole('status').textContent).toBe('まだです。 イメージがありません。');
});

test('a port opens the preview, published or not', () => {
  show([{ type: 'port', id: 'b1', port: 5001, path: '/echo', label: 'Open the app' }]);
  expect(screen.getByText('port 5001: not published yet')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Open the app' }));
  expect(useWorkbench.getState()).toMatchObject({
    preview: { port: 5001, path: '/echo' },
    upper: 'preview',
  });
});

test('sample output is shown and cannot be run', () => {
  show([{ type: 'output', id: 'b1', text: 'hello world!', language: 'text' }]);
  expect(screen.getByText('hello world!')).toBeTruthy();
  expect(screen.queryAllByRole('button')).toEqual([]);
});

function button(name: string): HTMLButtonElement {
  return screen.getByRole('button', { name });
}

function show(blocks: Step['blocks']): void {
  const body: Step['body'] = {
    type: 'root',
    children: blocks.map(({ id }) => ({
      type: 'element',
      tagName: 'drydock-block',
      properties: { id },
      children: [],
    })),
  };
  render(<StepBody step={{ id: 's', title: 'S', body, blocks }} />);
}
