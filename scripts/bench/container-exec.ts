import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import type Dockerode from 'dockerode';
import { createPromptDetector } from './prompt.ts';

export interface ContainerCommand {
  readonly container: Dockerode.Container;
  readonly command: readonly string[];
  readonly signal: AbortSignal;
}

/** A shell has no reason to take longer. */
const PROMPT_LIMIT_MS = 60_000;

/** Runs a command in a container, as `docker exec` does; resolves with its output. Rejects with an Error that has it when the command fails. */
export async function execIn({ container, command, signal }: ContainerCommand): Promise<string> {
  const exec = await container.exec({
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    abortSignal: signal,
  });
  const stream = await exec.start({ abortSignal: signal });
  const output = new PassThrough();
  container.modem.demuxStream(stream, output, output);
  let text = '';
  output.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  await ended(stream, signal);
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw new Error(`${command.join(' ')} ended with ${ExitCode}:\n${text}`);
  return text;
}

/** Opens a login shell on a PTY in a container; resolves when its first prompt has come. */
export async function untilShellPrompt(
  container: Dockerode.Container,
  signal: AbortSignal,
): Promise<void> {
  const exec = await container.exec({
    Cmd: ['bash', '-l'],
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    abortSignal: signal,
  });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  const isPrompt = createPromptDetector();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PROMPT_LIMIT_MS)]);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.on('data', (bytes: Buffer) => {
        if (isPrompt(bytes)) resolve();
      });
      ended(stream, limit).then(() => reject(new Error('The shell has ended.')), reject);
    });
  } finally {
    stream.destroy();
  }
}

function ended(stream: Duplex, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason);
      stream.destroy();
    };
    stream.once('end', resolve).once('close', resolve).once('error', reject);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
