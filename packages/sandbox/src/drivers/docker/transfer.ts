import { Readable } from 'node:stream';
import { createOutputBuffer } from '../../output-buffer.ts';
import { outputEnds, startExec, tool } from './exec.ts';
import { callMachine, type Machine } from './machine.ts';
import { createDemultiplexer } from './streams.ts';

const LINE_BREAK = 10;
/** Milliseconds for a program to say how it ended, once it has all of its input. */
const ENDING_LIMIT_MS = 30_000;

/** What a program's exit code and its stderr say of why it did not do its work. */
type Refusal = (exitCode: number, stderr: string) => Error;

/**
 * Runs a program whose output is too large to be kept: its first line, and what follows as it is read. The program
 * is ended when the content is destroyed; the content is destroyed with an error when the program fails on the way.
 */
export async function streamOut(
  machine: Machine,
  command: readonly string[],
  refusal: Refusal,
): Promise<{ readonly head: string; readonly content: Readable }> {
  const { exec, stream } = await startExec(machine, { command: tool('attached', ...command) });
  const stderr = createOutputBuffer();
  const output = read();
  let head: Buffer = Buffer.alloc(0);
  while (!head.includes(LINE_BREAK)) {
    const next = await output.next();
    if (next.done) throw refusal(await exitCode(machine, exec), text(stderr));
    head = Buffer.concat([head, next.value]);
  }
  const end = head.indexOf(LINE_BREAK);
  const content = Readable.from(rest(head.subarray(end + 1)), { objectMode: false });
  // What waits for a program that says nothing would otherwise wait on.
  content.once('close', () => stream.destroy());
  return { head: head.toString('utf8', 0, end), content };

  async function* rest(first: Buffer): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    yield* output;
    const code = await exitCode(machine, exec);
    if (code > FILES_CHANGED) throw refusal(code, text(stderr));
  }

  async function* read(): AsyncGenerator<Buffer> {
    let parts: Buffer[] = [];
    const take = createDemultiplexer((name, bytes) => {
      if (name === 'stdout') parts.push(bytes);
      else stderr.push(bytes);
    });
    for await (const chunk of stream) {
      take(chunk as Buffer);
      yield* parts;
      parts = [];
    }
  }
}

/** What tar says of files that changed while it read them: the archive is good all the same. */
const FILES_CHANGED = 1;

export interface StreamedIn {
  readonly command: readonly string[];
  readonly content: AsyncIterable<Uint8Array>;
  readonly refusal: Refusal;
}

/** Runs a program that reads its stdin as it comes. It finds its input ended early when `content` throws. */
export async function streamIn(
  machine: Machine,
  { command, content, refusal }: StreamedIn,
): Promise<void> {
  const { exec, stream } = await startExec(machine, { command });
  const stderr = createOutputBuffer();
  stream.on(
    'data',
    createDemultiplexer((name, bytes) => {
      if (name === 'stderr') stderr.push(bytes);
    }),
  );
  const ended = outputEnds(stream);
  try {
    for await (const chunk of content) {
      // It has refused, and reads no more.
      if (stream.destroyed) break;
      await new Promise<void>((resolve) => stream.write(chunk, () => resolve()));
    }
    stream.end();
    await within(ended);
  } finally {
    stream.destroy();
  }
  const code = await exitCode(machine, exec);
  if (code !== 0) throw refusal(code, text(stderr));
}

async function within(ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ENDING_LIMIT_MS);
  });
  await Promise.race([ended, limit]);
  clearTimeout(timer);
}

type Exec = Awaited<ReturnType<typeof startExec>>['exec'];

/** Of one that runs still: of a program that was killed. */
const KILLED = 137;

async function exitCode(machine: Machine, exec: Exec): Promise<number> {
  const { ExitCode: code } = await callMachine(machine, 'ask how a command ended', () =>
    exec.inspect(),
  );
  return code ?? KILLED;
}

function text(buffer: ReturnType<typeof createOutputBuffer>): string {
  return buffer.bytes().toString('utf8');
}
