import type Docker from 'dockerode';
import { CommandError, runOnHost } from '../debian/host-command.ts';
import { HostError } from '../errors.ts';
import { ownLabels } from '../labels.ts';
import { contentHash } from './content-hash.ts';
import { packFiles } from './context.ts';
import { dockerHubAnswers } from './docker-hub.ts';
import { buildImage, followStream } from './image-build.ts';
import { imageExists } from './images.ts';

export interface ImageContext {
  readonly docker: Docker;
  readonly instance: string;
  /** See drydockHome(). */
  readonly home: string;
  /** What is being done, a line at a time. */
  readonly report: (line: string) => void;
  /** Makes sure that these Debian packages are on the host. */
  readonly installPackages: (names: readonly string[]) => Promise<void>;
  /** Where `/debian` and `/debian-security` are. */
  readonly mirror?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const SUITE = 'trixie';
const DEFAULT_MIRROR = 'http://deb.debian.org';
/** Nobody reads manuals and translations in a container; licences stay. */
const LEFT_OUT = [
  'path-exclude=/usr/share/man/*',
  'path-exclude=/usr/share/doc/*',
  'path-include=/usr/share/doc/*/copyright',
  'path-exclude=/usr/share/locale/*',
  'path-exclude=/usr/share/info/*',
  'path-exclude=/usr/share/lintian/*',
];

/**
 * A plain Debian trixie as `drydock/debian:<hash of its recipe>`: Docker Hub's where that answers, else made from
 * Debian's packages. Resolves with the tag. Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED.
 */
export async function prepareDebianBase(context: ImageContext): Promise<string> {
  const { docker, mirror = DEFAULT_MIRROR } = context;
  const tag = `drydock/debian:${contentHash([], [SUITE, mirror, ...LEFT_OUT])}`;
  if (await imageExists(docker, tag)) return tag;
  if (await dockerHubAnswers(context.signal)) await takeFromHub(context, tag);
  else await bootstrap(context, tag);
  return tag;
}

async function takeFromHub(context: ImageContext, tag: string): Promise<void> {
  const { docker, report, signal } = context;
  const source = `debian:${SUITE}-slim`;
  report(`pulling ${source}`);
  const had = await imageExists(docker, source);
  const stream = await docker.pull(source, { ...(signal && { abortSignal: signal }) });
  await followStream({ stream, name: source });
  const dockerfile = { path: 'Dockerfile', content: Buffer.from(`FROM ${source}\n`), mode: 0o644 };
  const labels = ownLabels(context, 'image');
  await buildImage({ docker, context: packFiles([dockerfile]), tag, labels, signal });
  // The name is the user's; what we needed of it is in our own tag.
  if (!had) await docker.getImage(source).remove({ noprune: true });
}

async function bootstrap(context: ImageContext, tag: string): Promise<void> {
  const { docker, report, signal, mirror = DEFAULT_MIRROR } = context;
  await context.installPackages(['mmdebstrap', 'debian-archive-keyring', 'gpg']);
  report('making a Debian root file system from packages');
  const labels = {
    ...ownLabels(context, 'image'),
    'org.opencontainers.image.title': `Debian ${SUITE}`,
    'org.opencontainers.image.description': 'Made by Drydock from Debian packages with mmdebstrap.',
    'org.opencontainers.image.source': mirror,
  };
  const [repo, version] = tag.split(':');
  try {
    await runOnHost({
      program: 'mmdebstrap',
      arguments: bootstrapArguments(mirror),
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
      onLine: (line) => report(line.replace(/^I: /, '')),
      takeOutput: async (output) => {
        const changes = Object.entries(labels).map(([name, value]) => `LABEL ${name}="${value}"`);
        const stream = await docker.importImage(output, {
          repo,
          tag: version,
          changes: [...changes, 'CMD ["bash"]'],
        });
        await followStream({ stream, name: tag });
      },
      signal,
    });
  } catch (error) {
    // Half a file system may have been imported before the program failed.
    if (await imageExists(docker, tag)) await docker.getImage(tag).remove();
    if (!(error instanceof CommandError)) throw error;
    throw mirrorDown(mirror, error);
  }
}

function bootstrapArguments(mirror: string): string[] {
  return [
    '--variant=minbase',
    '--mode=root',
    '--format=tar',
    '--include=ca-certificates',
    '--aptopt=Acquire::Languages "none"',
    '--aptopt=Acquire::Retries "3"',
    ...LEFT_OUT.map((option) => `--dpkgopt=${option}`),
    '--dpkgopt=force-unsafe-io',
    SUITE,
    '-',
    `deb ${mirror}/debian ${SUITE} main`,
    `deb ${mirror}/debian ${SUITE}-updates main`,
    `deb ${mirror}/debian-security ${SUITE}-security main`,
  ];
}

function mirrorDown(mirror: string, cause: CommandError): HostError {
  return new HostError(
    {
      code: 'PACKAGES_UNAVAILABLE',
      message: `Debian's packages could not be had from ${mirror}: ${cause.message}`,
      hint: 'Try again when the mirror answers, or name another in DRYDOCK_DEBIAN_MIRROR (the part before /debian).',
    },
    { cause },
  );
}
