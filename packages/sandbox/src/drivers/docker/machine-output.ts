import type { Duplex } from 'node:stream';
import type { Release, SandboxNotice } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { createListeners, createOnce } from '../../listeners.ts';
import { createDemultiplexer, createSplitter } from './streams.ts';

const READY_LIMIT_MS = 60_000;
const NEWLINE = 10;
/** What is longer was not written by Drydock's own programs. */
const LONGEST_LINE = 4096;

/** What a machine says of itself on the output of its container: see infra/sandbox/rootfs/usr/lib/drydock/start. */
export type MachineMessage =
  | SandboxNotice
  /** Its socket is there; it answers later. */
  | { readonly type: 'engine-listening' }
  | { readonly type: 'engine-failed'; readonly reason: string }
  /** Any other line, such as the last words of a program that failed. */
  | { readonly type: 'other'; readonly text: string };

export interface MachineOutput {
  onMessage(listener: (message: MachineMessage) => void): Release;
  /** The container has ended, or the connection to the engine was broken. Calls back once. */
  onEnd(listener: () => void): Release;
  close(): void;
}

/** Takes apart the output of a container that was attached to. */
export function readMachineOutput(stream: NodeJS.ReadableStream): MachineOutput {
  const messages = createListeners<MachineMessage>();
  const end = createOnce<undefined>();
  const readLine = createSplitter(
    NEWLINE,
    (line) => messages.emit(parseMachineLine(line)),
    LONGEST_LINE,
  );
  stream.on(
    'data',
    createDemultiplexer((_name, bytes) => readLine(bytes)),
  );
  // The close that follows says all.
  stream.on('error', () => undefined);
  stream.once('close', () => end.emit(undefined));
  return {
    onMessage: messages.add,
    onEnd: end.add,
    close: () => (stream as Duplex).destroy(),
  };
}

/** Waits until a machine that just starts says that its engine is so far. Rejects with SANDBOX_START_FAILED. */
export async function untilEngine(
  said: 'engine-listening' | 'engine-ready',
  output: MachineOutput,
  signal: AbortSignal,
): Promise<void> {
  const limit = AbortSignal.timeout(READY_LIMIT_MS);
  const stop = AbortSignal.any([signal, limit]);
  let last = '';
  const releases: Release[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => reject(new SandboxError('SANDBOX_START_FAILED', reason));
      const take = (message: MachineMessage) => {
        if (message.type === said) resolve();
        else if (message.type === 'engine-failed')
          fail(`Its engine did not start: ${message.reason}`);
        else if (message.type === 'other') last = message.text;
      };
      releases.push(
        output.onMessage(take),
        output.onEnd(() => fail(`It ended while it started. Its last words: ${last}`)),
      );
      const onStop = () => {
        if (signal.aborted) reject(signal.reason);
        else
          fail(
            `Its engine did not answer within ${READY_LIMIT_MS / 1000} s. Its last words: ${last}`,
          );
      };
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });
    });
  } finally {
    for (const release of releases) release();
  }
}

/** The learner is root in the machine and may write such lines, too: they are told to nobody but them. */
export function parseMachineLine(line: string): MachineMessage {
  const [, what = '', rest = ''] =
    /^drydock: (engine \w+|out-of-memory|processes|disk):? ?(.*)$/.exec(line) ?? [];
  switch (what) {
    case 'engine listening':
      return { type: 'engine-listening' };
    case 'engine ready':
      return { type: 'engine-ready' };
    case 'engine ended':
      return { type: 'engine-ended' };
    case 'engine failed':
      return { type: 'engine-failed', reason: rest };
    case 'out-of-memory':
      return { type: 'out-of-memory' };
    case 'processes':
      return processes(rest) ?? { type: 'other', text: line };
    case 'disk':
      return disk(rest) ?? { type: 'other', text: line };
    default:
      return { type: 'other', text: line };
  }
}

function processes(text: string): SandboxNotice | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  return { type: 'processes-exhausted', limit: Number(text) };
}

const DISK_STATES = { low: 'disk-low', full: 'disk-full' } as const;

function disk(text: string): SandboxNotice | undefined {
  const found = /^(disk|workspace) (\d{1,15}) (\d{1,15}) (low|full)$/.exec(text);
  if (!found) return undefined;
  const [, where, used, limit, state] = found;
  return {
    type: DISK_STATES[state as keyof typeof DISK_STATES],
    where: where as 'disk' | 'workspace',
    used: Number(used),
    limit: Number(limit),
  };
}
