import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ownLabels } from '../labels.ts';
import {
  type Addition,
  type BaseImage,
  baseTag,
  DEBIAN_BASE,
  readCatalogue,
  withTag,
} from './catalogue.ts';
import { contentHash } from './content-hash.ts';
import { type ContextFile, packFiles, readFolder } from './context.ts';
import type { ImageContext } from './debian-base.ts';
import { infraFolder } from './infra.ts';
import { NPM_VERSION, npmPackage } from './standins-npm.ts';
import { readTrust, trustFiles } from './trust.ts';

/** Of an image built from Debian packages in place of one of Docker Hub: a sentence that says so, and what differs. */
export const STAND_IN_LABEL = 'io.drydock.stand-in';
/** Hash of all that a stand-in was made from. */
export const CONTENT_LABEL = 'io.drydock.content';

export interface BaseImagesContext extends ImageContext {
  /** DRYDOCK_HOME: downloads are kept in its `cache`. */
  readonly home: string;
  /** PEM file of further CAs that the stand-ins trust. */
  readonly extraCa?: string | undefined;
}

/** How one stand-in is built. */
export interface Recipe {
  readonly image: BaseImage;
  /** On the engine: apart from the names that the host's own images have. */
  readonly tag: string;
  readonly hash: string;
  /** Gathers the build's context; this may need the network. */
  files(): Promise<ContextFile[]>;
}

/** The recipes of the catalogue, parents first. Needs no network. */
export async function readRecipes(context: BaseImagesContext): Promise<Recipe[]> {
  const additions = await readAdditions(context);
  const hashes = new Map([[DEBIAN_BASE, context.mirror ?? '']]);
  const recipes: Recipe[] = [];
  for (const image of await readCatalogue()) {
    const { build, on, adds } = image.standIn;
    const own = await readFolder(join(infraFolder, 'images', build));
    const labels = standInLabels(image);
    const inputs = [hashes.get(on) ?? '', JSON.stringify(labels)];
    for (const name of adds) inputs.push(additions[name].hash);
    const hash = contentHash(own, inputs);
    hashes.set(image.name, hash);
    const all = { ...labels, ...ownLabels(context, 'image'), [CONTENT_LABEL]: hash };
    recipes.push({
      image,
      tag: baseTag(image.name),
      hash,
      files: async () => {
        const added = await Promise.all(adds.map((name) => additions[name].files()));
        return [...own.map((file) => labelled(file, all)), ...added.flat()];
      },
    });
  }
  return recipes;
}

interface AddedFiles {
  readonly hash: string;
  files(): Promise<ContextFile[]>;
}

async function readAdditions(context: BaseImagesContext): Promise<Record<Addition, AddedFiles>> {
  const bundle = await readTrust({ extra: context.extraCa, own: [] });
  const trust = await buffer(packFiles(await trustFiles(bundle)));
  const apk = await readFolder(join(infraFolder, 'images', 'apk'));
  const ready = (files: ContextFile[]): AddedFiles => ({
    hash: contentHash(files),
    files: async () => files,
  });
  return {
    trust: ready([{ path: 'trust.tar', content: trust, mode: 0o644 }]),
    apk: ready(apk),
    // By its version, not its bytes: to see that nothing has changed, nothing is fetched.
    npm: {
      hash: NPM_VERSION,
      files: async () => {
        const cacheFolder = join(context.home, 'cache');
        const content = await npmPackage({ cacheFolder, signal: context.signal });
        return [{ path: 'npm.tgz', content, mode: 0o644 }];
      },
    },
  };
}

function standInLabels({ name, description, pull, standIn }: BaseImage): Record<string, string> {
  const [title = name, version = 'latest'] = withTag(name).split(':');
  return {
    'org.opencontainers.image.title': title,
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.description': description,
    'org.opencontainers.image.vendor': 'Drydock',
    [STAND_IN_LABEL]: `A stand-in for docker.io/library/${pull}, built by Drydock from Debian packages. ${standIn.differs}`,
  };
}

/**
 * The Dockerfile with the labels in every stage. The build's own label option would add one step for each label to the
 * history that learners look at, and leave the other stages' images without a mark of whose they are.
 */
function labelled(file: ContextFile, labels: Readonly<Record<string, string>>): ContextFile {
  if (file.path !== 'Dockerfile') return file;
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const text = Buffer.from(file.content).toString('utf8');
  const content = Buffer.from(
    text.replace(/^FROM .*$/gm, (from) => `${from}\nLABEL ${pairs.join(' ')}`),
  );
  return { ...file, content };
}
