import { MAX_TERMINALS, type OpenTerminal } from '@drydock/protocol';
import type { Sandbox, Terminal, TerminalOptions } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { OutputBudget } from './output-budget.ts';
import { SessionTerminal } from './session-terminal.ts';
import { withinLimit } from './time-limit.ts';

const OPEN_LIMIT_MS = 30_000;

/** The terminals of a session, by name. */
export class Terminals {
  readonly #open = new Map<string, SessionTerminal>();
  readonly #opening = new Map<string, Promise<SessionTerminal>>();
  /**
   * Where the output of a name ended. A terminal opened again under it counts on from there, so that a page
   * which was away cannot take the new output for a continuation of the old.
   */
  readonly #ends = new Map<string, number>();
  /** Counts the sandboxes: what was being opened in an earlier one must not appear in the next. */
  #generation = 0;
  readonly #budget = new OutputBudget();
  readonly #events: { opened(terminal: SessionTerminal): void; closed(name: string): void };

  constructor(events: { opened(terminal: SessionTerminal): void; closed(name: string): void }) {
    this.#events = events;
  }

  list(): SessionTerminal[] {
    return [...this.#open.values()];
  }

  /** Each with the position of its oldest byte. */
  infos(): OpenTerminal[] {
    return this.list().map(({ name, start, sent }) => ({ terminal: name, position: start, sent }));
  }

  /** TERMINAL_NOT_FOUND. */
  get(name: string): SessionTerminal {
    const terminal = this.#open.get(name);
    if (!terminal) throw new Failure('TERMINAL_NOT_FOUND', { detail: name });
    return terminal;
  }

  /** The open one of this name with its size set, or a new one. TERMINAL_LIMIT. */
  async open(sandbox: Sandbox, options: TerminalOptions): Promise<SessionTerminal> {
    const existing = this.#open.get(options.name) ?? (await this.#opening.get(options.name));
    if (existing) {
      await existing.resize(options.columns, options.rows);
      return existing;
    }
    if (this.#open.size + this.#opening.size >= MAX_TERMINALS) throw new Failure('TERMINAL_LIMIT');
    const opening = this.#start(sandbox, options);
    this.#opening.set(options.name, opening);
    try {
      return await opening;
    } finally {
      if (this.#opening.get(options.name) === opening) this.#opening.delete(options.name);
    }
  }

  /** Takes over one that was opened elsewhere, with what it has printed. */
  adopt(terminal: Terminal, printed?: Uint8Array): SessionTerminal {
    const adopted = new SessionTerminal({
      ...{ terminal, budget: this.#budget },
      position: this.#ends.get(terminal.name) ?? 0,
      ...(printed && { printed }),
      onExit: () => this.#forget(adopted),
    });
    this.#open.set(terminal.name, adopted);
    this.#events.opened(adopted);
    return adopted;
  }

  /** TERMINAL_NOT_FOUND. */
  async close(name: string): Promise<void> {
    const terminal = this.get(name);
    await withinLimit(terminal.close(), OPEN_LIMIT_MS);
    this.#forget(terminal);
  }

  /** The sandbox is gone, and every terminal with it. */
  forgetAll(): void {
    this.#generation += 1;
    this.#opening.clear();
    for (const terminal of this.list()) this.#forget(terminal);
  }

  async #start(sandbox: Sandbox, options: TerminalOptions): Promise<SessionTerminal> {
    const generation = this.#generation;
    const starting = sandbox.openTerminal(options);
    const terminal = await withinLimit(starting, OPEN_LIMIT_MS).catch((error) => {
      // One that comes after all is left to be taken up by the next try.
      starting.then(
        (late) => late.detach(),
        () => undefined,
      );
      throw error;
    });
    if (this.#generation !== generation) {
      terminal.detach();
      throw new Failure('SANDBOX_GONE');
    }
    return this.adopt(terminal);
  }

  #forget(terminal: SessionTerminal): void {
    if (this.#open.get(terminal.name) !== terminal) return;
    this.#open.delete(terminal.name);
    this.#ends.set(terminal.name, terminal.end);
    terminal.release();
    this.#events.closed(terminal.name);
  }
}
