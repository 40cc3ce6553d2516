import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createListeners, createOnce } from '../../listeners.ts';
import { typeInto } from '../../waiting-input.ts';
import { killMarked, type ProcessPlace, run } from './processes.ts';

export interface Pty {
  readonly output: ReturnType<typeof createListeners<Uint8Array>>;
  readonly exit: ReturnType<typeof createOnce<void>>;
  write(data: string | Uint8Array): void;
  resize(columns: number, rows: number): Promise<void>;
  /** Whether anything is read from it now. */
  flow(flowing: boolean): void;
  close(): Promise<void>;
}

export interface PtySize {
  readonly columns: number;
  readonly rows: number;
}

/** A login shell on a PTY of this machine, by util-linux's `script`: node has no PTY of its own. */
export async function startPty(place: ProcessPlace, size: PtySize): Promise<Pty> {
  // The third descriptor tells which PTY it is, for later changes of its size.
  const shell = `tty >&3; exec 3>&-; stty cols ${Number(size.columns)} rows ${Number(size.rows)}; exec bash -l`;
  const child = spawn('script', ['--quiet', '--flush', '--command', shell, '/dev/null'], {
    cwd: place.workspace,
    env: { ...place.environment, SHELL: '/bin/sh', [place.mark.name]: place.mark.value },
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    detached: true,
  });
  // The types know three pipes, not four.
  const { stdin, stdout } = child as unknown as ChildProcessWithoutNullStreams;
  const output = createListeners<Uint8Array>();
  const exit = createOnce<void>();
  // Typing into a shell that has just ended is no error.
  stdin.on('error', () => undefined);
  stdout.on('data', (chunk: Buffer) => output.emit(chunk));
  stdout.pause();
  child.once('close', () => exit.emit());
  const device = await deviceFrom(child.stdio[3] as NodeJS.ReadableStream);

  return {
    output,
    exit,
    write: (data) => typeInto(stdin, data),
    async resize(columns, rows) {
      const change = ['stty', '-F', device, 'cols', String(columns), 'rows', String(rows)];
      const resizeMark = { ...place.mark, value: `${place.mark.value}-resize` };
      await run({ ...place, mark: resizeMark }, { command: change });
    },
    flow(flowing) {
      if (flowing) stdout.resume();
      else stdout.pause();
    },
    async close() {
      const closed = new Promise<void>((resolve) => exit.add(() => resolve()));
      await killMarked(place.mark);
      // The stream only ends when what it still holds has been read.
      stdout.resume();
      await closed;
    },
  };
}

/** The first line of the stream: `script` keeps its end open. */
async function deviceFrom(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += chunk.toString();
    if (text.endsWith('\n')) break;
  }
  return text.trim();
}
