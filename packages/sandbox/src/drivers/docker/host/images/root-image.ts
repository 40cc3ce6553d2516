import type { ImageContext } from './debian-base.ts';
import { imageExists } from './images.ts';
import { shiftImage } from './shift-image.ts';
import { ROOT_SHIFT } from './tar-shift.ts';

export type RootImageContext = Pick<
  ImageContext,
  'docker' | 'instance' | 'home' | 'report' | 'signal'
>;

/**
 * The sandbox image with every file back in the hands of the real root, for a privileged sandbox; resolves with its
 * tag, `drydock/sandbox-root:<hash of the sandbox image>`. Built only when asked for.
 * Rejects with HostError IMAGE_BUILD_FAILED.
 */
export async function prepareRootSandboxImage(
  context: RootImageContext,
  sandboxImage: string,
): Promise<string> {
  return prepareUnshifted(context, {
    from: sandboxImage,
    path: '/.',
    name: 'drydock/sandbox-root',
    changes: [
      `ENV ${ENVIRONMENT}`,
      'USER 0:0',
      'WORKDIR /',
      'ENTRYPOINT ["/usr/bin/tini", "--", "/usr/lib/drydock/init"]',
    ],
  });
}

/**
 * The system that learners see as an image of its own, owned by the real root, for a Docker engine in a container as
 * others run it; resolves with its tag, `drydock/conventional:<hash of the sandbox image>`. The same tools make what
 * is measured with it comparable. Rejects with HostError IMAGE_BUILD_FAILED.
 */
export async function prepareConventionalImage(
  context: RootImageContext,
  sandboxImage: string,
): Promise<string> {
  return prepareUnshifted(context, {
    from: sandboxImage,
    path: '/machine/.',
    name: 'drydock/conventional',
    changes: [`ENV ${ENVIRONMENT}`, 'USER 0:0', 'WORKDIR /', 'CMD ["bash"]'],
  });
}

const ENVIRONMENT =
  'LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Unshifted {
  readonly from: string;
  readonly path: string;
  readonly name: string;
  readonly changes: readonly string[];
}

async function prepareUnshifted(
  context: RootImageContext,
  { from, path, name, changes }: Unshifted,
): Promise<string> {
  const tag = `${name}:${from.slice(from.lastIndexOf(':') + 1)}`;
  if (await imageExists(context.docker, tag)) return tag;
  context.report('giving every file to the real root');
  await shiftImage(context, { from, path, shift: ROOT_SHIFT, to: tag, changes });
  return tag;
}
