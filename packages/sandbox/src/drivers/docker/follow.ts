import type { Duplex } from 'node:stream';
import type { Release } from '../../driver.ts';
import { startExec, tool } from './exec.ts';
import type { Machine } from './machine.ts';
import { createDemultiplexer } from './streams.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** A program in the sandbox that tells of changes for as long as it is listened to. */
export interface Following {
  /** The command of the n-th start, from 0 on. */
  readonly command: (start: number) => readonly string[];
  /** Called at each start; takes what the program writes from there on. */
  readonly reader: () => (bytes: Buffer) => void;
}

/**
 * Runs it until released or until the sandbox ends. The learner may kill it, or the engine in the sandbox may
 * restart: then it is started again, ever more slowly.
 */
export function follow(machine: Machine, { command, reader }: Following): Release {
  let released = false;
  let stream: Duplex | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE_MS;

  async function start(count: number): Promise<void> {
    timer = undefined;
    const ended = await run(count).catch(() => undefined);
    if (stopped()) return;
    // One that ran for a while was in order: the next is not its fault.
    pause = ended && ended > LONGEST_PAUSE_MS ? FIRST_PAUSE_MS : pause;
    timer = setTimeout(() => void start(count + 1), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  /** Milliseconds that it ran. */
  async function run(count: number): Promise<number> {
    const started = performance.now();
    const read = reader();
    // Closing the connection ends no program, but it ends its stdin: `attached` waits for that.
    const opened = await startExec(machine, { command: tool('attached', ...command(count)) });
    stream = opened.stream;
    const closed = new Promise<void>((resolve) => opened.stream.once('close', resolve));
    opened.stream.on(
      'data',
      createDemultiplexer((name, bytes) => {
        if (name === 'stdout' && !stopped()) read(bytes);
      }),
    );
    if (stopped()) opened.stream.destroy();
    await closed;
    return performance.now() - started;
  }

  function stopped(): boolean {
    return released || machine.ending.aborted;
  }

  function release(): void {
    released = true;
    clearTimeout(timer);
    stream?.destroy();
    releaseEnding();
  }

  const releaseEnding = machine.exit.add(release);
  void start(0);
  return release;
}
