import type { ClientMessage } from '@drydock/protocol';
import { MAX_TERMINAL_INPUT_BYTES } from '@drydock/protocol/limits';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLine } from '../connection/line.fixture.ts';
import type { SessionClient } from '../connection/session-client.ts';
import {
  clearTerminals,
  openNextTerminal,
  openTerminal,
  resizeTerminal,
  sendInput,
  setTerminals,
  shownTerminals,
  showTerminal,
  terminalClosed,
  useTerminals,
} from './terminals-store.ts';

let sent: ClientMessage[];
let client: SessionClient;
let release: () => void;

beforeEach(() => {
  ({ client, sent, release } = openTestLine());
});
afterEach(() => {
  client.disconnected();
  clearTerminals();
  release();
});

test('a long paste is cut into pieces that the server takes, and no character is cut in two', () => {
  const paste = `${'a'.repeat(MAX_TERMINAL_INPUT_BYTES / 3 - 1)}${'⚓🚢'.repeat(40_000)}`;
  sendInput('T1', paste);
  const pieces = sent.map((message) => (message.type === 'terminal.input' ? message.data : ''));
  expect(pieces.join('')).toBe(paste);
  for (const piece of pieces) {
    const bytes = new TextEncoder().encode(piece);
    expect(bytes.length).toBeLessThanOrEqual(MAX_TERMINAL_INPUT_BYTES);
    expect(new TextDecoder().decode(bytes)).toBe(piece);
  }
});

test('opening the same terminal twice asks once, with the size of the pane', async () => {
  resizeTerminal('T1', 120, 30);
  const both = [openTerminal('T1'), openTerminal('T1')];
  expect(sent).toEqual([
    { type: 'terminal.open', terminal: 'T1', columns: 120, rows: 30, request: 1 },
  ]);
  answerOpened('T1', 1);
  await Promise.all(both);
  await openTerminal('T1');
  expect(sent).toHaveLength(1);
});

test('a size that is measured while the terminal opens is told once it is open', async () => {
  const opened = openTerminal('T1');
  resizeTerminal('T1', 100, 20);
  expect(sent).toHaveLength(1);
  answerOpened('T1', 1);
  await opened;
  expect(sent.slice(1)).toEqual([
    { type: 'terminal.resize', terminal: 'T1', columns: 100, rows: 20 },
  ]);
});

test('a new terminal takes the first free name and is shown', async () => {
  setTerminals([
    { terminal: 'T3', position: 0, sent: 0 },
    { terminal: 'T1', position: 0, sent: 0 },
  ]);
  const opening = openNextTerminal();
  answerOpened('T2', 1);
  await opening;
  expect(useTerminals.getState().tabs.map(({ name }) => name)).toEqual(['T1', 'T2', 'T3']);
  expect(useTerminals.getState().active).toBe('T2');
});

test('there is a limit to terminals', async () => {
  setTerminals(
    Array.from({ length: 8 }, (_, index) => ({ terminal: `T${index + 1}`, position: 0, sent: 0 })),
  );
  await expect(openNextTerminal()).rejects.toMatchObject({ problem: { code: 'TERMINAL_LIMIT' } });
});

test('one that could not be opened leaves no tab', async () => {
  const opening = openTerminal('T1');
  client.settle({ type: 'error', request: 1, ...problem('SANDBOX_GONE') });
  await expect(opening).rejects.toMatchObject({ problem: { code: 'SANDBOX_GONE' } });
  expect(useTerminals.getState()).toMatchObject({ tabs: [], active: null });
});

test('when the shown terminal ends, another is shown', () => {
  setTerminals([
    { terminal: 'T1', position: 0, sent: 0 },
    { terminal: 'T2', position: 0, sent: 0 },
  ]);
  showTerminal('T2');
  terminalClosed('T2');
  expect(useTerminals.getState()).toMatchObject({ tabs: [{ name: 'T1' }], active: 'T1' });
});

test('side by side stand those that were in front last, in their order, and none jumps away', () => {
  setTerminals(['T1', 'T2', 'T3', 'T4'].map((terminal) => ({ terminal, position: 0, sent: 0 })));
  const shown = (room: number) => shownTerminals(useTerminals.getState(), room);
  expect([1, 2, 3, 8].map((room) => shown(room).join())).toEqual([
    'T1',
    'T1,T2',
    'T1,T2,T3',
    'T1,T2,T3,T4',
  ]);
  showTerminal('T4');
  expect(shown(2)).toEqual(['T1', 'T4']);
  showTerminal('T1');
  expect(shown(2)).toEqual(['T1', 'T4']);
  showTerminal('T3');
  expect(shown(2)).toEqual(['T1', 'T3']);
  expect(shown(1)).toEqual(['T3']);
  terminalClosed('T3');
  expect(shown(2)).toHaveLength(2);
});

function answerOpened(terminal: string, request: number): void {
  client.settle({ type: 'terminal.opened', request, terminal, position: 0 });
  setTerminals([
    ...useTerminals.getState().tabs.map(({ name }) => ({ terminal: name, position: 0, sent: 0 })),
  ]);
}
