import { buffer } from 'node:stream/consumers';
import { ownLabels } from '../labels.ts';
import { contentHash } from './content-hash.ts';
import { type ContextFile, packFiles, readFolder, type Skeleton } from './context.ts';
import { type ImageContext, prepareDebianBase } from './debian-base.ts';
import { buildImage } from './image-build.ts';
import { imageExists } from './images.ts';
import { infraFolder } from './infra.ts';
import { shiftImage } from './shift-image.ts';
import { SANDBOX_SHIFT } from './tar-shift.ts';
import { trustFiles } from './trust.ts';

export interface SandboxImageContext extends ImageContext {
  /** PEM of all certificates to be trusted in the sandbox, see readTrust. */
  readonly trust: string;
}

/**
 * Where the machine's system is in the image. The container's own root is hardly more than links into it: what an
 * overlay takes as its lower folder must have nothing mounted below it, and the container's root has a lot.
 */
const MACHINE = 'machine';
const SKELETON: Skeleton = {
  links: {
    usr: `${MACHINE}/usr`,
    ...Object.fromEntries(['bin', 'lib', 'lib64', 'sbin'].map((name) => [name, `usr/${name}`])),
  },
  folders: [
    ...['data', 'dev', 'proc', 'run', 'seed', 'sys', 'tmp', 'workspace'],
    // Where the seed is seen from inside.
    `${MACHINE}/usr/lib/drydock/base-images`,
  ],
};
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
    ...below('outer', files),
    ...[...below('rootfs', files), ...(await trustFiles(context.trust))].map((file) => ({
      ...file,
      path: `${MACHINE}/${file.path}`,
    })),
  ];
  const tools = await toolsImage(context, named(files, 'tools.Dockerfile'));
  const tag = `drydock/sandbox:${contentHash([dockerfile, ...layer], [tools.tag, JSON.stringify(SKELETON)])}`;
  if (await imageExists(context.docker, tag)) return tag;
  await tools.prepare();
  context.report("adding Drydock's files");
  const rootfs = await buffer(packFiles(layer, SANDBOX_SHIFT.root, SKELETON));
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
    await shiftImage(context, {
      from: unshifted,
      path: `/${MACHINE}`,
      shift: SANDBOX_SHIFT,
      to: tag,
    });
    await context.docker.getImage(unshifted).remove();
  };
  return { tag, prepare };
}

/** The files of a folder, with their paths in it. */
function below(folder: string, files: readonly ContextFile[]): ContextFile[] {
  return files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map((file) => ({ ...file, path: file.path.slice(folder.length + 1) }));
}

function named(files: readonly ContextFile[], path: string): ContextFile {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`${FOLDER}/${path} is missing.`);
  return file;
}
