import { spawn } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { ControlFailed } from './attempt.ts';
import type { Command, Printed } from './script.ts';

const LIMIT_MS = 20_000;

/** This box as its root sees it: where an attempt proves that it can notice a success. */
export interface Host {
  run(command: Command, input?: string): Promise<Printed>;
  /** Rejects with ControlFailed when the command fails. */
  output(...command: Command): Promise<string>;
}

/** Its commands are short and have a limit: they run to their end, also while the run is being stopped. */
export function thisHost(): Host {
  const run = (command: Command, input = ''): Promise<Printed> =>
    new Promise((resolve, reject) => {
      const [program, ...words] = command;
      const child = spawn(program, words, {
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: LIMIT_MS,
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
      });
      let output = '';
      const take = (bytes: Buffer) => {
        output += bytes;
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('error', (error: NodeJS.ErrnoException) => {
        // As a shell has it.
        if (error.code === 'ENOENT') resolve({ code: 127, output: `${program}: not found` });
        else reject(error);
      });
      child.once('close', (code) => resolve({ code: code ?? 137, output }));
      // A command that does not read what it is given is in order.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  return {
    run,
    async output(...command) {
      const { code, output } = await run(command);
      if (code !== 0) throw new ControlFailed(`host: ${command.join(' ')}: ${output.trim()}`);
      return output;
    },
  };
}

export interface BlockDevice {
  readonly major: number;
  readonly minor: number;
}

/** The device that a path is on. */
export async function deviceOf(path: string): Promise<BlockDevice> {
  return numbersOf((await stat(path)).dev);
}

/** A disk of the host, which begins with this text: a file as a loop device, because not every host may read its own. */
export async function attachDisk(
  host: Host,
  { image, text }: { readonly image: string; readonly text: string },
): Promise<BlockDevice & { readonly detach: () => Promise<unknown> }> {
  await writeFile(image, Buffer.from(text.padEnd(1024 * 1024, '\0')));
  const path = (await host.output('losetup', '--find', '--show', image)).trim();
  const detach = () => host.run(['losetup', '--detach', path]);
  try {
    return { ...numbersOf((await stat(path)).rdev), detach };
  } catch (error) {
    await detach();
    throw error;
  }
}

/** As glibc has them. */
function numbersOf(device: number): BlockDevice {
  return { major: (device >> 8) & 0xfff, minor: (device & 0xff) | ((device >> 12) & 0xfff00) };
}
