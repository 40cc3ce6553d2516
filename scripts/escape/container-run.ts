import type Dockerode from 'dockerode';
import { ControlFailed } from './attempt.ts';
import type { Command, Printed } from './script.ts';

const LIMIT_MS = 60_000;

export interface ContainerRun {
  readonly container: Dockerode.Container;
  readonly command: Command;
  readonly signal: AbortSignal;
}

/** Runs a command in a sandbox the way every command of a learner comes there. Rejects with ControlFailed after a minute. */
export async function runAsLearner({ container, command, signal }: ContainerRun): Promise<Printed> {
  const exec = await container.exec({
    Cmd: ['/usr/lib/drydock/enter', ...command],
    User: '1000:1000',
    AttachStdout: true,
    AttachStderr: true,
    // Standard output and errors as one stream, in their order.
    Tty: true,
  });
  const stream = await exec.start({ Tty: true });
  let output = '';
  const stop = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (bytes: Buffer) => {
      output += bytes;
    });
    stream.once('end', resolve);
    stream.once('close', resolve);
    stream.once('error', reject);
    stop.addEventListener(
      'abort',
      () => {
        stream.destroy();
        reject(new ControlFailed(`not done in ${LIMIT_MS / 1000} s: ${output.slice(-300)}`));
      },
      { once: true },
    );
  });
  const { ExitCode } = await exec.inspect();
  return { code: ExitCode ?? 137, output: output.replaceAll('\r', '') };
}
