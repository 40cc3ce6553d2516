import { stripVTControlCharacters } from 'node:util';
import { decodeOutput } from '@drydock/protocol/codec';
import { expect, type Page } from '@playwright/test';

/**
 * What the page was sent of each terminal's output, read from its own socket: the terminal paints on a
 * canvas, from which no text can be read.
 */
export class TerminalOutput {
  readonly #bytes = new Map<string, Uint8Array[]>();
  readonly #ends = new Map<string, number>();

  /** Has to be made before the page opens its socket. */
  constructor(page: Page) {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload !== 'string') this.#take(payload);
      });
    });
  }

  /** All text so far, without control sequences. */
  text(terminal: string): string {
    const all = Buffer.concat(this.#bytes.get(terminal) ?? []).toString('utf8');
    return stripVTControlCharacters(all).replaceAll('\r', '');
  }

  /** Marks here; `since` returns what came after. */
  mark(terminal: string): () => string {
    const { length } = this.text(terminal);
    return () => this.text(terminal).slice(length);
  }

  async toShow(terminal: string, pattern: RegExp, timeout = 30_000): Promise<void> {
    await expect
      .poll(() => this.text(terminal), { timeout, message: `${terminal} shows ${pattern}` })
      .toMatch(pattern);
  }

  #take(payload: Buffer): void {
    const { terminal, position, bytes } = decodeOutput(payload);
    const end = this.#ends.get(terminal) ?? 0;
    // A page that connects again may be sent bytes that it has already.
    const fresh = bytes.subarray(Math.max(0, end - position));
    this.#bytes.set(terminal, [...(this.#bytes.get(terminal) ?? []), fresh]);
    this.#ends.set(terminal, Math.max(end, position + bytes.length));
  }
}
