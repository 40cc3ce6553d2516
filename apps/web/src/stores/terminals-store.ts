import type { OpenTerminal, TerminalInfo } from '@drydock/protocol';
import { MAX_TERMINAL_INPUT_BYTES, MAX_TERMINALS } from '@drydock/protocol/limits';
import { pageProblem } from '@drydock/protocol/page-problem';
import { create } from 'zustand';
import { currentLine, sessionClient } from '../connection/current-session.ts';
import { ProblemError } from '../connection/problem-error.ts';
import { renameTerminal } from './terminal-names-store.ts';

interface TerminalTab {
  /** T1, T2, ... */
  readonly name: string;
  readonly status: 'opening' | 'open';
}

interface TerminalsState {
  tabs: readonly TerminalTab[];
  active: string | null;
  /** Those that were in front, the last one first. */
  recent: readonly string[];
  /** What the pane of the terminals has room for, as last measured. */
  size: { readonly columns: number; readonly rows: number };
}

const initial: TerminalsState = {
  tabs: [],
  active: null,
  recent: [],
  size: { columns: 80, rows: 24 },
};

/** Which terminals there are. Their bytes never come here: they go from the bridge to the screens. */
export const useTerminals = create<TerminalsState>(() => initial);

const opening = new Map<string, Promise<void>>();

/** Opens the terminal, or takes it up, and resolves when it can be typed into. Throws ProblemError. */
export async function openTerminal(name: string): Promise<void> {
  const known = useTerminals.getState().tabs.find((tab) => tab.name === name);
  if (known?.status === 'open') return;
  const running = opening.get(name) ?? requestTerminal(name);
  opening.set(name, running);
  try {
    await running;
  } finally {
    opening.delete(name);
  }
}

/** Opens a terminal of the first free name and shows it. Throws ProblemError. */
export async function openNextTerminal(): Promise<void> {
  const free = freeTerminalName();
  showTerminal(free);
  await openTerminal(free);
}

/** The first name that no terminal has. Throws ProblemError TERMINAL_LIMIT. */
export function freeTerminalName(): string {
  const taken = new Set(useTerminals.getState().tabs.map((tab) => tab.name));
  const numbers = Array.from({ length: MAX_TERMINALS }, (_, index) => index + 1);
  const free = numbers.find((number) => !taken.has(`T${number}`));
  if (free === undefined) throw new ProblemError(pageProblem('TERMINAL_LIMIT'));
  return `T${free}`;
}

/** Ends the terminal and what runs in it. Throws ProblemError. */
export async function closeTerminal(terminal: string): Promise<void> {
  await sessionClient().request({ type: 'terminal.close', terminal });
}

export function showTerminal(name: string): void {
  useTerminals.setState(({ active, recent }) => ({
    active: name,
    recent: [...new Set([name, ...(active === null ? [] : [active]), ...recent])],
  }));
}

/** The terminals that are shown where there is room for so many: those that were in front last, in their order. */
export function shownTerminals(
  { tabs, active, recent }: Omit<TerminalsState, 'size'>,
  room: number,
): string[] {
  const names = tabs.map(({ name }) => name);
  const order = [...new Set([active, ...recent, ...names])].filter((name) =>
    names.some((each) => each === name),
  );
  return names.filter((name) => order.indexOf(name) < room);
}

/** Sends what a key press or a paste says, in pieces that the server takes. Returns whether it could be sent. */
export function sendInput(terminal: string, data: string): boolean {
  const client = currentLine()?.client;
  return pieces(data).every((piece) =>
    client?.send({ type: 'terminal.input', terminal, data: piece }),
  );
}

export function resizeTerminal(terminal: string, columns: number, rows: number): void {
  useTerminals.setState({ size: { columns, rows } });
  const tab = useTerminals.getState().tabs.find(({ name }) => name === terminal);
  if (tab?.status !== 'open') return;
  currentLine()?.client.send({ type: 'terminal.resize', terminal, columns, rows });
}

/** The server has these terminals and no others. */
export function setTerminals(infos: readonly OpenTerminal[]): void {
  const names = infos.map(({ terminal }) => terminal);
  const output = currentLine()?.output;
  for (const { name } of useTerminals.getState().tabs) {
    if (!names.includes(name)) output?.forget(name);
  }
  for (const { terminal, position, sent } of infos) output?.align(terminal, position, sent);
  useTerminals.setState(({ active }) => ({
    tabs: names.sort(byNumber).map((name) => ({ name, status: 'open' })),
    active: active !== null && names.includes(active) ? active : (names[0] ?? null),
  }));
}

export function terminalOpened({ terminal, position }: TerminalInfo): void {
  currentLine()?.output.align(terminal, position);
  put({ name: terminal, status: 'open' });
}

export function terminalClosed(terminal: string): void {
  renameTerminal(terminal, '');
  currentLine()?.output.forget(terminal);
  useTerminals.setState(({ tabs, active }) => {
    const left = tabs.filter(({ name }) => name !== terminal);
    return { tabs: left, active: active === terminal ? (left.at(-1)?.name ?? null) : active };
  });
}

export function clearTerminals(): void {
  opening.clear();
  useTerminals.setState(({ size }) => ({ ...initial, size }));
}

async function requestTerminal(terminal: string): Promise<void> {
  put({ name: terminal, status: 'opening' });
  try {
    const asked = useTerminals.getState().size;
    await sessionClient().request({ type: 'terminal.open', terminal, ...asked });
    const { size } = useTerminals.getState();
    // Its place was measured meanwhile.
    if (size !== asked) resizeTerminal(terminal, size.columns, size.rows);
  } catch (error) {
    terminalClosed(terminal);
    throw error;
  }
}

function put(tab: TerminalTab): void {
  useTerminals.setState(({ tabs, active }) => ({
    tabs: [...tabs.filter(({ name }) => name !== tab.name), tab].sort((a, b) =>
      byNumber(a.name, b.name),
    ),
    active: active ?? tab.name,
  }));
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1));
}

/** Splits so that no piece is over the limit in UTF-8 and no character is cut in two. */
function pieces(data: string): string[] {
  // A UTF-16 unit takes at most three bytes in UTF-8.
  const units = Math.floor(MAX_TERMINAL_INPUT_BYTES / 3);
  const result: string[] = [];
  for (let start = 0; start < data.length; ) {
    let end = Math.min(start + units, data.length);
    const last = data.charCodeAt(end - 1);
    if (end < data.length && last >= 0xd800 && last < 0xdc00) end -= 1;
    result.push(data.slice(start, end));
    start = end;
  }
  return result;
}
