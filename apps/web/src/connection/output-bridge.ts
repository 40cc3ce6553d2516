import type { TerminalInfo } from '@drydock/protocol';
import type { OutputFrame } from '@drydock/protocol/codec';
import { ACKNOWLEDGE_EVERY_BYTES } from '@drydock/protocol/limits';

/**
 * Where a terminal's output is drawn. `parsed` is called once the bytes are on the screen. What a program asks in output
 * of the past was answered then, by the page that showed it first.
 */
export interface OutputSink {
  write(bytes: Uint8Array, parsed: () => void, isPast?: boolean): void;
  /** Forget everything drawn so far: output between it and the next bytes is missing. */
  reset(): void;
}

export interface OutputBridge {
  receive(frame: OutputFrame): void;
  /** Output that came before the sink is handed to it first. Returns the release. */
  attach(terminal: string, sink: OutputSink): () => void;
  /** How far each terminal's output has come to this page, for `hello`. */
  positions(): TerminalInfo[];
  /**
   * The server goes on at `position`; when that is not where we are, it begins anew on an empty screen, and what comes
   * before `sent` is of the past.
   */
  align(terminal: string, position: number, sent?: number): void;
  /** The terminal is over; the next of its name begins on an empty screen. */
  forget(terminal: string): void;
}

interface Stream {
  received: number;
  parsed: number;
  acknowledged: number;
  /** Output before this position is of the past. */
  sent: number;
  sink: OutputSink | null;
  /** Output without a sink yet; the server's window bounds it. */
  waiting: { bytes: Uint8Array; isPast: boolean }[];
  /** Counts the resets, so that a late `parsed` of bytes before one is not counted. */
  life: number;
}

/** Carries terminal output from the socket to the screens, in order, each byte once. No store sees it. */
export function createOutputBridge(
  acknowledge: (terminal: string, position: number) => void,
): OutputBridge {
  const streams = new Map<string, Stream>();

  function streamOf(terminal: string): Stream {
    const known = streams.get(terminal);
    if (known) return known;
    const fresh: Stream = {
      received: 0,
      parsed: 0,
      acknowledged: 0,
      sent: 0,
      sink: null,
      waiting: [],
      life: 0,
    };
    streams.set(terminal, fresh);
    return fresh;
  }

  function deliver(terminal: string, stream: Stream, bytes: Uint8Array, isPast: boolean): void {
    if (bytes.length === 0) return;
    if (!stream.sink) {
      stream.waiting.push({ bytes, isPast });
      return;
    }
    const { life } = stream;
    const parsed = () => {
      if (life !== stream.life) return;
      stream.parsed += bytes.length;
      if (stream.parsed - stream.acknowledged < ACKNOWLEDGE_EVERY_BYTES) return;
      stream.acknowledged = stream.parsed;
      acknowledge(terminal, stream.parsed);
    };
    stream.sink.write(bytes, parsed, isPast);
  }

  return {
    receive({ terminal, position, bytes }) {
      const stream = streamOf(terminal);
      if (position > stream.received) restart(stream, position);
      const news = bytes.subarray(stream.received - position);
      const past = Math.max(0, stream.sent - stream.received);
      stream.received += news.length;
      deliver(terminal, stream, news.subarray(0, past), true);
      deliver(terminal, stream, news.subarray(past), false);
    },
    attach(terminal, sink) {
      const stream = streamOf(terminal);
      stream.sink = sink;
      for (const { bytes, isPast } of stream.waiting.splice(0))
        deliver(terminal, stream, bytes, isPast);
      return () => {
        if (stream.sink === sink) stream.sink = null;
      };
    },
    positions: () =>
      [...streams].map(([terminal, { received }]) => ({ terminal, position: received })),
    align(terminal, position, sent = position) {
      const stream = streamOf(terminal);
      // A page that goes on where it was is the one that programs wait for.
      const isNew = stream.received === 0;
      if (position !== stream.received) restart(stream, position);
      else if (!isNew) return;
      stream.sent = sent;
    },
    forget(terminal) {
      const stream = streams.get(terminal);
      if (!stream) return;
      restart(stream, 0);
      if (!stream.sink) streams.delete(terminal);
    },
  };
}

/** What is on the screen does not lead up to `position`: begin there on an empty one. */
function restart(stream: Stream, position: number): void {
  stream.received = position;
  stream.parsed = position;
  stream.acknowledged = position;
  stream.waiting = [];
  stream.life += 1;
  stream.sink?.reset();
}
