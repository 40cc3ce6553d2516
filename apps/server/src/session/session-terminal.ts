import { OUTPUT_WINDOW_BYTES } from '@drydock/protocol';
import type { Release, Terminal } from '@drydock/sandbox';
import { FlowControl } from './flow-control.ts';
import type { OutputBudget } from './output-budget.ts';
import { OutputLog, type OutputSlice } from './output-log.ts';
import { withinLimit } from './time-limit.ts';

/** A page that has not parsed a byte for so long is frozen or gone; the others go on without it. */
const STALL_LIMIT_MS = 5000;

/** The driver has limits of its own; this one is for an engine that does not answer at all. */
const RESIZE_LIMIT_MS = 30_000;

/** Bytes sent at once: large enough to be cheap, small enough that a key's echo never waits long behind one. */
const FRAME_BYTES = 64 * 1024;

const CTRL_C = '\x03';

/** One page's view of a terminal's output. */
export interface OutputReader {
  /** Position of the next byte that it is sent. */
  readonly next: number;
  /** Everything before this position has been parsed. */
  acknowledge(position: number): void;
  release(): void;
}

export interface SessionTerminalOptions {
  readonly terminal: Terminal;
  /** What the first byte of output gets. */
  readonly position: number;
  /** Shared by the terminals of a session. */
  readonly budget: OutputBudget;
  /** Output that was collected before. */
  readonly printed?: Uint8Array;
  readonly onExit: () => void;
}

/** A terminal with the output that pages may still ask for. The bytes given to a reader are only good during the call. */
export class SessionTerminal {
  readonly name: string;
  readonly #terminal: Terminal;
  readonly #log: OutputLog;
  readonly #flow: FlowControl<Reader>;
  readonly #readers = new Set<Reader>();
  readonly #releases: Release[];
  readonly #budget: OutputBudget;
  #stallTimer: NodeJS.Timeout | undefined;
  /** Set while the budget is overdrawn. */
  #holdTimer: NodeJS.Timeout | undefined;
  #isPaused = false;
  #sent: number;
  #markSeen: () => void = () => undefined;
  /** Resolves when a page has shown output of it. */
  readonly seen: Promise<void> = new Promise((resolve) => {
    this.#markSeen = resolve;
  });

  constructor(options: SessionTerminalOptions) {
    const { terminal, position, budget, printed } = options;
    this.name = terminal.name;
    this.#terminal = terminal;
    this.#budget = budget;
    this.#log = new OutputLog({ position });
    this.#sent = position;
    this.#flow = new FlowControl({
      window: OUTPUT_WINDOW_BYTES,
      stallLimit: STALL_LIMIT_MS,
      position,
    });
    if (printed) this.#append(printed);
    this.#releases = [
      terminal.onExit(options.onExit),
      terminal.onData((bytes) => this.#append(bytes)),
    ];
  }

  /** Position after the last byte of output. */
  get end(): number {
    return this.#log.end;
  }

  /** Position of the oldest byte that a page can still have. */
  get start(): number {
    return this.#log.start;
  }

  /** Position after the last byte that any page was sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Where a page goes on that has the output up to `position`: there, or at the oldest byte if this terminal never had it. */
  resumeAt(position: number): number {
    const isKnown = position >= this.#log.start && position <= this.#log.end;
    return isKnown ? position : this.#log.start;
  }

  /**
   * Sends the output from `position` on, at once and as it comes, never more than a window beyond what was
   * acknowledged.
   */
  attach(position: number, send: (slice: OutputSlice) => void): OutputReader {
    const from = this.resumeAt(position);
    const reader = new Reader({
      ...{ from, log: this.#log },
      send: (slice) => {
        this.#sent = Math.max(this.#sent, slice.position + slice.bytes.length);
        send(slice);
      },
    });
    this.#readers.add(reader);
    this.#steer(() => this.#flow.join(reader, from, Date.now()));
    reader.pump();
    return {
      get next() {
        return reader.next;
      },
      acknowledge: (acknowledged) => {
        const sensible = reader.acknowledge(acknowledged);
        if (sensible > from) this.#markSeen();
        this.#steer(() => this.#flow.acknowledge(reader, sensible, Date.now()));
        reader.pump();
      },
      release: () => {
        this.#readers.delete(reader);
        this.#steer(() => this.#flow.leave(reader));
      },
    };
  }

  write(data: string): void {
    this.#terminal.write(data);
    if (data.includes(CTRL_C)) this.#letThrough();
  }

  resize(columns: number, rows: number): Promise<void> {
    return withinLimit(this.#terminal.resize(columns, rows), RESIZE_LIMIT_MS);
  }

  /** Ends the shell and what runs in it. */
  close(): Promise<void> {
    return this.#terminal.close();
  }

  /** Stops listening; the shell is left as it is. */
  release(): void {
    clearInterval(this.#stallTimer);
    clearTimeout(this.#holdTimer);
    this.#readers.clear();
    for (const release of this.#releases) release();
  }

  #append(bytes: Uint8Array): void {
    this.#log.append(bytes);
    const wait = this.#budget.spend(bytes.length, Date.now());
    this.#steer(() => {
      this.#flow.produced(bytes.length, Date.now());
      if (wait > 0) this.#hold(wait);
    });
    for (const reader of this.#readers) reader.pump();
  }

  /** The PTY is not read for a while; keys still go to it. */
  #hold(milliseconds: number): void {
    clearTimeout(this.#holdTimer);
    this.#holdTimer = setTimeout(
      () =>
        this.#steer(() => {
          this.#holdTimer = undefined;
        }),
      milliseconds,
    );
    this.#holdTimer.unref();
  }

  /** The prompt comes after all that was printed before the interrupt: nothing is held back for a moment. */
  #letThrough(): void {
    if (!this.#budget.lend(Date.now())) return;
    clearTimeout(this.#holdTimer);
    this.#steer(() => {
      this.#holdTimer = undefined;
    });
  }

  /** Makes a change to what decides over the output and has the PTY follow it. */
  #steer(change: () => void): void {
    const wasFull = this.#flow.paused;
    change();
    if (this.#flow.paused && !wasFull) {
      this.#stallTimer = setInterval(
        () => this.#steer(() => this.#flow.expire(Date.now())),
        STALL_LIMIT_MS / 5,
      );
      this.#stallTimer.unref();
    } else if (!this.#flow.paused) {
      clearInterval(this.#stallTimer);
    }
    const isPaused = this.#flow.paused || this.#holdTimer !== undefined;
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    if (isPaused) this.#terminal.pause();
    else this.#terminal.resume();
  }
}

class Reader {
  readonly #log: OutputLog;
  readonly #send: (slice: OutputSlice) => void;
  #acknowledged: number;
  next: number;

  constructor(options: { from: number; log: OutputLog; send: (slice: OutputSlice) => void }) {
    this.next = options.from;
    this.#acknowledged = options.from;
    this.#log = options.log;
    this.#send = options.send;
  }

  /** Sends what is there, as far as the window allows. */
  pump(): void {
    while (this.next < this.#log.end) {
      const room = this.#acknowledged + OUTPUT_WINDOW_BYTES - this.next;
      if (room <= 0) return;
      const slice = this.#log.read(this.next, Math.min(room, FRAME_BYTES));
      // Bytes that fell out of the log are skipped; what was under way before them still is.
      this.#acknowledged += slice.position - this.next;
      this.next = slice.position + slice.bytes.length;
      this.#send(slice);
    }
  }

  /** Nobody can have parsed what was not sent. Returns how far it is. */
  acknowledge(position: number): number {
    this.#acknowledged = Math.max(this.#acknowledged, Math.min(position, this.next));
    return this.#acknowledged;
  }
}
