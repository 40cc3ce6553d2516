import type { Sandbox } from '@drydock/sandbox';
import { CTRL_D } from './keys.ts';
import type { Pace } from './pace.ts';
import type { HubAccount } from './placeholders.ts';
import { waitsInside } from './questions.ts';
import { openShellTerminal, type ShellTerminal } from './shell-terminal.ts';
import { interrupt } from './type-command.ts';

/** Who plays a lab: a sandbox with its terminals, opened when they are needed. */
export interface Learner {
  readonly sandbox: Sandbox;
  readonly account: HubAccount;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** The terminal of this name, with its first prompt there when it is new; a new one where the shell has ended. Rejects with Error when no prompt comes. */
  terminal(name: string): Promise<ShellTerminal>;
  /** One in which nothing runs: of this name if it is free, else another. */
  freeTerminal(name: string): Promise<ShellTerminal>;
  /** As `freeTerminal`, and it stays the one of this name: what runs in the other is left to itself. */
  replaceTerminal(name: string): Promise<ShellTerminal>;
}

const PROMPT_MS = 60_000;
/** A session has at most so many. */
const MOST_TERMINALS = 8;

export function createLearner(
  options: Omit<Learner, 'terminal' | 'freeTerminal' | 'replaceTerminal'>,
): Learner {
  const { sandbox, signal } = options;
  const terminals = new Map<string, Promise<ShellTerminal>>();

  async function open(name: string): Promise<ShellTerminal> {
    const terminal = await openShellTerminal(sandbox, name, signal);
    const settled = await terminal.settle({ limit: PROMPT_MS });
    if (settled !== 'free') throw new Error(`Terminal ${name} shows no prompt.`);
    return terminal;
  }

  async function terminal(name: string): Promise<ShellTerminal> {
    const present = await terminals.get(name);
    if (present && !present.isClosed) return present;
    const opened = open(name);
    terminals.set(name, opened);
    return opened;
  }

  async function freeTerminal(name: string): Promise<ShellTerminal> {
    for (const other of [name, ...NAMES]) {
      const found = await terminal(other);
      if (found.isFree) return found;
    }
    throw new Error('Something runs in every terminal.');
  }

  return {
    ...options,
    terminal,
    freeTerminal,
    async replaceTerminal(name) {
      const found = await freeTerminal(name);
      terminals.set(name, Promise.resolve(found));
      return found;
    },
  };
}

/** Ends what runs in a terminal, as a learner does who wants the prompt back: Ctrl+C, `exit`, Ctrl+D. False when it stays. */
export async function leave(terminal: ShellTerminal): Promise<boolean> {
  if (terminal.isFree) return true;
  // A shell in a container takes Ctrl+C for an empty line; a server ends.
  if (!waitsInside(terminal.text) && (await interrupt(terminal))) return true;
  for (const keys of ['exit\r', CTRL_D]) {
    terminal.answer(keys);
    await terminal.settle({ limit: LEAVE_MS, quiet: LEAVE_MS });
    if (terminal.isFree) return true;
  }
  return interrupt(terminal);
}

const LEAVE_MS = 3000;
const NAMES = Array.from({ length: MOST_TERMINALS }, (_, index) => `T${index + 1}`);
