import type { OutputReader, SessionTerminal } from '../session/session-terminal.ts';
import type { Wire } from './wire.ts';

/** What one page reads of the session's terminals: all of them, each from where it was. */
export class OutputReaders {
  readonly #wire: Wire;
  readonly #readers = new Map<string, OutputReader>();

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  attach(terminal: SessionTerminal, position: number): void {
    this.release(terminal.name);
    const send = this.#wire.sendOutput.bind(this.#wire, terminal.name);
    this.#readers.set(terminal.name, terminal.attach(position, send));
  }

  /** Position of the next byte that the page is sent; 0 for a terminal that it does not read. */
  next(terminal: string): number {
    return this.#readers.get(terminal)?.next ?? 0;
  }

  /** One for a terminal that has just closed comes too late and means nothing. */
  acknowledge(terminal: string, position: number): void {
    this.#readers.get(terminal)?.acknowledge(position);
  }

  release(terminal: string): void {
    this.#readers.get(terminal)?.release();
    this.#readers.delete(terminal);
  }

  releaseAll(): void {
    for (const name of [...this.#readers.keys()]) this.release(name);
  }
}
