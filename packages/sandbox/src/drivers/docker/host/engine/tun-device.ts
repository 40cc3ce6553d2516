import { access, chmod, constants, stat } from 'node:fs/promises';
import { runOnHost } from '../debian/host-command.ts';
import { HostError } from '../errors.ts';

const DEVICE = '/dev/net/tun';
const FOR_ALL = 0o666;

/**
 * Sandboxes have their network through /dev/net/tun, which an ordinary user must be able to open: as it is on most
 * systems. Resolves with whether anything was changed. Rejects with HostError NOT_ROOT, UNSUPPORTED_SYSTEM.
 */
export async function openTunDevice(device = DEVICE): Promise<boolean> {
  const isRoot = process.getuid?.() === 0;
  if (!(await exists(device))) {
    if (!isRoot) throw notRoot(device, 'load the kernel module for it');
    await runOnHost({ program: 'modprobe', arguments: ['tun'] }).catch((cause: Error) => {
      throw missing(device, cause);
    });
    if (!(await exists(device))) throw missing(device);
  }
  const { mode } = await stat(device);
  if ((mode & FOR_ALL) === FOR_ALL) return false;
  if (!isRoot) throw notRoot(device, 'let sandboxes open it');
  await chmod(device, FOR_ALL);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

function notRoot(device: string, what: string): HostError {
  return new HostError({
    code: 'NOT_ROOT',
    message: `Root is needed to ${what}: ${device}.`,
    hint: `Run this command as root once, or run: modprobe tun && chmod 666 ${device}`,
  });
}

function missing(device: string, cause?: Error): HostError {
  return new HostError(
    {
      code: 'UNSUPPORTED_SYSTEM',
      message: `This system has no ${device}${cause === undefined ? '' : ` (${cause.message})`}.`,
      hint: 'Its kernel needs the module `tun`. In a container or a small virtual machine, ask for that device.',
    },
    { cause },
  );
}
