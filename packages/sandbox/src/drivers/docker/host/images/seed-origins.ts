import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { z } from 'zod';
import { startOpenRegistry } from '../hub/hub-open-registry.ts';
import { withTag } from './catalogue.ts';
import type { ContextFile } from './context.ts';
import type { PreparedBaseImage } from './standins.ts';

export interface OriginsContext {
  readonly docker: Docker;
  readonly instance: string;
  readonly home: string;
  readonly hubImage: string;
  readonly images: readonly PreparedBaseImage[];
  readonly signal?: AbortSignal | undefined;
}

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const FOLDER = 'docker/image/overlay2/distribution';
const manifestSchema = z.object({ layers: z.array(z.object({ digest: z.string() })) });

interface Origin {
  readonly Digest: string;
  readonly SourceRepository: string;
  readonly HMAC: '';
}

/**
 * What an engine notes of each layer that it pulls: where it came from. With it a push of an image that is built on a
 * base image asks the hub to mount the base's layers instead of sending them. As files below the machine's disk.
 */
export async function originsOf(context: OriginsContext): Promise<ContextFile[]> {
  const { docker, images, hubImage } = context;
  const registry = await startOpenRegistry({ ...context, image: hubImage });
  try {
    const origins = new Map<string, Origin[]>();
    for (const { name, id } of images) {
      const digests = await layerDigests(registry.address, name);
      const { RootFS } = await docker.getImage(id).inspect();
      const layers = RootFS.Layers ?? [];
      // An image that the hub does not have, or has in other layers, is sent like any other.
      if (digests.length !== layers.length) continue;
      const SourceRepository = `docker.io/library/${withTag(name).split(':')[0]}`;
      layers.forEach((layer, index) => {
        const origin = { Digest: digests[index] ?? '', SourceRepository, HMAC: '' as const };
        origins.set(layer, [...(origins.get(layer) ?? []), origin]);
      });
    }
    return [...origins].flatMap(([layer, from]) => [
      file(`v2metadata-by-diffid/${pathOf(layer)}`, JSON.stringify(from)),
      ...from.map(({ Digest }) => file(`diffid-by-digest/${pathOf(Digest)}`, layer)),
    ]);
  } finally {
    await registry.release();
  }
}

/** In the order of the image's layers; none when the registry does not have it. */
function layerDigests(registry: string, name: string): Promise<string[]> {
  const [repository, tag] = withTag(name).split(':');
  const url = `http://${registry}/v2/library/${repository}/manifests/${tag}`;
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers: { accept: MANIFEST }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume();
        resolve([]);
        return;
      }
      json(answer)
        .then((body) => manifestSchema.parse(body).layers.map(({ digest }) => digest))
        .then(resolve, reject);
    });
    asked.on('error', reject);
  });
}

function pathOf(digest: string): string {
  return digest.replace(':', '/');
}

function file(path: string, text: string): ContextFile {
  return { path: `${FOLDER}/${path}`, content: Buffer.from(text), mode: 0o644 };
}
