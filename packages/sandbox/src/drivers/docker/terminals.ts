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
    stream.destroy();
    if (machine.ending.aborted) return;
    // Closing the connection does not end the one who looks on in the sandbox.
    const command = tool('terminal', 'detach', attachment);
    // When it fails the sandbox or the engine is gone, and with it what was to be ended.
    runExec(machine, { command }).catch(() => undefined);
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
    ...flowOf(stream),
    onExit: (listener) => exit.add(listener),
    write: (data) => typeInto(stream, data),
    resize,
    detach,
    async close() {
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

/** Output flows while there is a listener and nobody has paused it; else the engine keeps it, and then the shell waits. */
function flowOf(stream: Duplex): Pick<Terminal, 'onData' | 'pause' | 'resume'> {
  const data = createListeners<Uint8Array>();
  let paused = false;
  stream.pause();
  stream.on('data', createAttachFilter(data.emit));
  stream.pause();
  const setFlow = () => {
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
  };
}
