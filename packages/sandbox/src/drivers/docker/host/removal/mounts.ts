import { readdir, readFile } from 'node:fs/promises';
import { CommandError, runOnHost } from '../debian/host-command.ts';
import { HostError } from '../errors.ts';

/**
 * Unmounts all that is mounted below a folder of ours, what was mounted last first. Removing through a mount would
 * remove what is mounted. Rejects with HostError STILL_IN_USE when a mount cannot go, PROGRAM_MISSING without umount.
 */
export async function unmountBelow(folder: string): Promise<void> {
  const points = mountPoints(await readFile('/proc/self/mountinfo', 'utf8'));
  const below = points.filter((point) => point.startsWith(`${folder}/`)).reverse();
  for (const point of below) await run('umount', point);
}

/** Detaches loop devices whose file is below a folder of ours. Rejects as unmountBelow() does. */
export async function detachLoopsBelow(folder: string, devices = '/sys/block'): Promise<void> {
  for (const device of await readdir(devices)) {
    if (!device.startsWith('loop')) continue;
    // Only devices that are attached have this.
    const file = await readFile(`${devices}/${device}/loop/backing_file`, 'utf8').catch(() => '');
    if (file.startsWith(`${folder}/`)) await run('losetup', '--detach', `/dev/${device}`);
  }
}

/** The mount points of a mountinfo text, with its octal escapes of blanks undone; parents before what is in them. */
export function mountPoints(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((point) => point !== undefined)
    .map((point) =>
      point.replace(/\\(\d{3})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 8)),
      ),
    );
}

async function run(program: string, ...parameters: string[]): Promise<void> {
  try {
    await runOnHost({ program, arguments: parameters });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw explained(error, { program, what: parameters.at(-1) ?? '' });
  }
}

/** Exported for its test: this box has the programs. */
export function explained(
  cause: CommandError,
  { program, what }: { readonly program: string; readonly what: string },
): HostError {
  const isMissing = (cause.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
  if (isMissing) {
    return new HostError(
      {
        code: 'PROGRAM_MISSING',
        message: `${what} has to be released, and this box has no program "${program}".`,
        hint: 'Install it (apt-get install mount) and run this command again: what is removed already stays removed.',
      },
      { cause },
    );
  }
  return new HostError(
    {
      code: 'STILL_IN_USE',
      message: `${what} is still in use: ${cause.message.replaceAll(/\s+/g, ' ')}`,
      hint: 'End what uses it and run this command again: what is removed already stays removed.',
    },
    { cause },
  );
}
