import { readdir, readFile, realpath, rmdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SandboxError } from '../../../errors.ts';
import { runOnHost } from '../host/debian/host-command.ts';

/** Formatting and mounting take some milliseconds each; a box under load takes its time. */
const LIMIT_MS = 30_000;
/** Their major number. */
const LOOP_DEVICES = 7;
const LEARNER = '1000:1000';

/** A machine's disk ends with the machine; a workspace must come through a crash of the box. */
export type ImageKind = 'machine' | 'workspace';

/** Formats an image. Nothing of its size is written but some hundred kilobytes. */
export async function makeFileSystem(image: string, kind: ImageKind): Promise<void> {
  await command('mkfs.ext4', [
    ...['-q', '-F', '-m', '0'],
    ...['-E', `lazy_itable_init=1,lazy_journal_init=1,nodiscard,root_owner=${LEARNER}`],
    // A fresh machine has hundreds of files of some bytes: in their inodes they take no blocks (inline_data).
    ...(kind === 'machine'
      ? ['-O', '^has_journal,^resize_inode,inline_data']
      : ['-O', '^resize_inode', '-J', 'size=8']),
    image,
  ]);
}

export interface ImageMount {
  readonly image: string;
  readonly folder: string;
  readonly kind: ImageKind;
}

/** Mounts it on a loop device that the kernel frees with the last mount. */
export async function mountImage({ image, folder, kind }: ImageMount): Promise<void> {
  // What is deleted goes from the image as well (discard); nothing is written that nobody asked for (noinit_itable).
  const options = ['loop', 'nodev', 'nosuid', 'noatime', 'discard', 'noinit_itable'];
  // A machine's disk is never read again after a crash: nothing of it need reach the disk in order.
  if (kind === 'machine') options.push('nobarrier');
  await command('mount', ['-t', 'ext4', '-o', options.join(), image, folder]);
}

/**
 * From now on, what is written to the file system mounted there goes from its own page cache to the disk of the box,
 * not by a second copy in the page cache of the box: to copy all that a sandbox writes, in the kernel's own threads,
 * takes more of the cores than its limit allows, and its neighbours wait for it.
 */
export async function passCacheOfBox(folder: string): Promise<void> {
  const { dev } = await stat(folder);
  // As glibc packs a device's two numbers.
  const major = (dev >>> 8) & 0xfff;
  const minor = (dev & 0xff) | ((dev >>> 12) & 0xfff00);
  if (major !== LOOP_DEVICES) return;
  const device = await realpath(`/sys/dev/block/${major}:${minor}`);
  await command('losetup', ['--direct-io=on', `/dev/${basename(device)}`]).catch((error: Error) => {
    // Below some file systems there is no direct way, and the one with the copy is as right.
    if (!error.message.includes('Invalid argument')) throw error;
  });
}

/** Unmounts it if something is mounted there, and removes the folder. Idempotent. */
export async function unmountFolder(folder: string): Promise<void> {
  // Lazily: a program of the box that looks through all mounts may be in it just now.
  if (await isMountPoint(folder)) await command('umount', ['--lazy', folder]);
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Whether a loop device has this file. */
export async function isAttached(image: string): Promise<boolean> {
  const wanted = await realpath(image);
  const devices = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'));
  const files = await Promise.all(
    devices.map((name) =>
      // Without a file, or gone since.
      readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => ''),
    ),
  );
  return files.some((file) => file.trimEnd() === wanted);
}

async function isMountPoint(folder: string): Promise<boolean> {
  const path = await realpath(folder).catch(() => undefined);
  if (path === undefined) return false;
  const mounts = await readFile('/proc/self/mountinfo', 'utf8');
  return mounts.split('\n').some((line) => unescapeOctal(line.split(' ')[4] ?? '') === path);
}

/** The kernel writes blanks and backslashes in paths as octal numbers. */
function unescapeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_all, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

async function command(program: string, args: readonly string[]): Promise<void> {
  try {
    await runOnHost({
      program,
      arguments: args,
      environment: { LC_ALL: 'C' },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch (error) {
    const { message } = error as Error;
    throw new SandboxError('SANDBOX_START_FAILED', message, { cause: error });
  }
}
