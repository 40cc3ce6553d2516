import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Terminal, TerminalOptions } from '../../driver.ts';
import { createListeners, createOnce } from '../../listeners.ts';
import { assertTerminalName } from '../../names.ts';
import { typeInto } from '../../waiting-input.ts';
import { createAttachFilter } from './attach-filter.ts';
import { statusOf } from './engine.ts';
import { runExec, startExec, stopMarked, tool } from './exec.ts';
import type { Machine } from './machine.ts';

/** A shell under dtach: it lives on when this connection, or this whole process, does not. */
export async function openTerminal(machine: Machine, options: TerminalOptions): Promise<Terminal> {
  const { name, columns, rows } = options;
  assertTerminalName(name);
  const attachment = randomUUID();
  const size = [columns, rows].map(String);
  const { exec, stream } = await startExec(machine, {
    command: tool('terminal', 'open', name, ...size, attachment),
    tty: true,
  });
  const exit = createOnce<void>();
  const flow = createFlow(stream);
  let detached = false;

  async function resize(w: number, h: number): Promise<void> {
    machine.ending.throwIfAborted();
    try {
      await machine.engine.call('resize a terminal', () => exec.resize({ w, h }));
    } catch (error) {
      machine.ending.throwIfAborted();
      // The shell has ended: nothing is left to resize.
      if (![404, 409].includes(statusOf(error) ?? 0)) throw error;
    }
  }

  function detach(): void {
    if (detached) return;
    detached = true;
    releaseEnding();
    // When it fails the sandbox or the engine is gone, and with it what was to be ended.
    leave().catch(() => undefined);
  }

  async function leave(): Promise<void> {
    await flow.leave();
    stream.destroy();
    if (machine.ending.aborted) return;
    // Closing the connection does not end the one who looks on in the sandbox.
    await runExec(machine, { command: tool('terminal', 'detach', attachment) });
  }

  stream.once('close', () => {
    if (!detached) exit.emit();
  });
  const releaseEnding = machine.exit.add(() => exit.emit());
  exit.add(releaseEnding);
  // The engine gives a new PTY no size; the program sets it for the shell, this is for the engine's book-keeping.
  await resize(columns, rows);
  return {
    name,
    onData: flow.onData,
    pause: flow.pause,
    resume: flow.resume,
    onExit: (listener) => exit.add(listener),
    write: (data) => typeInto(stream, data),
    resize,
    detach,
    async close() {
      await flow.leave();
      if (!machine.ending.aborted) {
        // The end of the sandbox ends it as well.
        const stopping = stopMarked(machine, `DRYDOCK_TERMINAL=${name}`);
        await stopping.catch((error: unknown) => {
          if (!machine.ending.aborted) throw error;
        });
      }
      stream.destroy();
      exit.emit();
    },
  };
}

interface Flow extends Pick<Terminal, 'onData' | 'pause' | 'resume'> {
  /**
   * Tells listeners nothing any longer, and resolves when the terminal has shown its first byte or has ended:
   * before that its programs may not have started, and what is to end them would not find them.
   */
  leave(): Promise<void>;
}

/** Output flows while there is a listener and nobody has paused it; else the engine keeps it, and then the shell waits. */
function createFlow(stream: Duplex): Flow {
  const data = createListeners<Uint8Array>();
  const beginning = new Promise<void>((resolve) => {
    stream.once('data', () => resolve());
    stream.once('close', resolve);
  });
  let paused = false;
  let left = false;
  const filter = createAttachFilter(data.emit);
  stream.on('data', (bytes: Buffer) => {
    if (!left) filter(bytes);
  });
  stream.pause();
  const setFlow = () => {
    if (left) return;
    if (paused || data.size === 0) stream.pause();
    else stream.resume();
  };
  return {
    onData(listener) {
      const release = data.add(listener);
      setFlow();
      return () => {
        release();
        setFlow();
      };
    },
    pause() {
      paused = true;
      setFlow();
    },
    resume() {
      paused = false;
      setFlow();
    },
    leave() {
      left = true;
      stream.resume();
      return beginning;
    },
  };
}
