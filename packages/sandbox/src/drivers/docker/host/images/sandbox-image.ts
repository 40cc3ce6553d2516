import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ownLabels } from '../labels.ts';
import { contentHash } from './content-hash.ts';
import { type ContextFile, packFiles, readFolder } from './context.ts';
import { type ImageContext, prepareDebianBase } from './debian-base.ts';
import { buildImage, followStream } from './image-build.ts';
import { imageExists } from './images.ts';
import { infraFolder } from './infra.ts';
import { SANDBOX_SHIFT, shiftOwners } from './tar-shift.ts';
import { trustFiles } from './trust.ts';

export interface SandboxImageContext extends ImageContext {
  /** PEM of all certificates to be trusted in the sandbox, see readTrust. */
  readonly trust: string;
}

const FOLDER = `${infraFolder}/sandbox`;

/**
 * Makes what is missing of the sandbox image; resolves with its tag, `drydock/sandbox:<hash of its content>`.
 * The tools are an image of their own, so that a change of Drydock's files takes seconds.
 * Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED.
 */
export async function prepareSandboxImage(context: SandboxImageContext): Promise<string> {
  const files = await readFolder(FOLDER);
  const dockerfile = named(files, 'Dockerfile');
  const layer = [
    ...files
      .filter(({ path }) => path.startsWith('rootfs/'))
      .map((file) => ({ ...file, path: file.path.slice('rootfs/'.length) })),
    ...(await trustFiles(context.trust)),
  ];
  const tools = await toolsImage(context, named(files, 'tools.Dockerfile'));
  const tag = `drydock/sandbox:${contentHash([dockerfile, ...layer], [tools.tag])}`;
  if (await imageExists(context.docker, tag)) return tag;
  await tools.prepare();
  context.report("adding Drydock's files");
  const rootfs = await buffer(packFiles(layer, SANDBOX_SHIFT.root));
  await buildImage({
    docker: context.docker,
    context: packFiles([dockerfile, { path: 'rootfs.tar', content: rootfs, mode: 0o644 }]),
    tag,
    args: { TOOLS: tools.tag },
    labels: ownLabels(context, 'image'),
    signal: context.signal,
  });
  return tag;
}

interface ToolsImage {
  readonly tag: string;
  prepare(): Promise<void>;
}

async function toolsImage(
  context: SandboxImageContext,
  dockerfile: ContextFile,
): Promise<ToolsImage> {
  const hash = contentHash([dockerfile], [context.mirror ?? '']);
  const tag = `drydock/sandbox-tools:${hash}`;
  const prepare = async (): Promise<void> => {
    if (await imageExists(context.docker, tag)) return;
    const base = await prepareDebianBase(context);
    const unshifted = `drydock/sandbox-unshifted:${hash}`;
    context.report('installing the tools of the sandbox');
    await buildImage({
      docker: context.docker,
      context: packFiles([{ ...dockerfile, path: 'Dockerfile' }]),
      tag: unshifted,
      args: { BASE: base },
      labels: ownLabels(context, 'image'),
      onLine: context.report,
      signal: context.signal,
    });
    context.report('giving every file to the learner');
    await shiftImage(context, { from: unshifted, to: tag });
    await context.docker.getImage(unshifted).remove();
  };
  return { tag, prepare };
}

/** Exports the file system, moves its owners into the sandbox's user namespace, imports it. */
async function shiftImage(
  context: SandboxImageContext,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { docker, signal } = context;
  const container = await docker.createContainer({
    Image: from,
    Cmd: ['true'],
    NetworkDisabled: true,
    Labels: ownLabels(context, 'build'),
  });
  try {
    const exported = await container.export({ ...(signal && { abortSignal: signal }) });
    const shifted: Readable = shiftOwners(SANDBOX_SHIFT);
    exported.on('error', (error) => shifted.destroy(error));
    exported.pipe(shifted as unknown as NodeJS.WritableStream);
    const [repo, tag] = to.split(':');
    const labels = Object.entries(ownLabels(context, 'image'));
    const changes = labels.map(([name, value]) => `LABEL ${name}="${value}"`);
    const stream = await docker.importImage(shifted, { repo, tag, changes });
    await followStream({ stream, name: to });
  } finally {
    await container.remove({ force: true });
  }
}

function named(files: readonly ContextFile[], path: string): ContextFile {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`${FOLDER}/${path} is missing.`);
  return file;
}
