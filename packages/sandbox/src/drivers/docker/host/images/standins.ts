import type Docker from 'dockerode';
import { baseTag, DEBIAN_BASE } from './catalogue.ts';
import { packFiles } from './context.ts';
import { prepareDebianBase } from './debian-base.ts';
import { dockerHubAnswers } from './docker-hub.ts';
import { buildImage } from './image-build.ts';
import { isStatus } from './images.ts';
import { pullImage } from './standins-pull.ts';
import {
  type BaseImagesContext,
  CONTENT_LABEL,
  type Recipe,
  readRecipes,
  STAND_IN_LABEL,
} from './standins-recipe.ts';

export interface PreparedBaseImage {
  /** As learners write it. */
  readonly name: string;
  /** Its tag on the engine, apart from the names that the host's own images have. */
  readonly image: string;
  /** `sha256:...` */
  readonly id: string;
  readonly source: 'pulled' | 'stand-in';
  /** On the engine's disk, with the layers that it shares with others. */
  readonly bytes: number;
}

/**
 * Makes what is missing of the catalogue's images: pulled where Docker Hub answers, else built from Debian packages.
 * Docker Hub is asked only when something is missing. Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED.
 */
export async function prepareBaseImages(
  context: BaseImagesContext,
): Promise<readonly PreparedBaseImage[]> {
  const recipes = await readRecipes(context);
  const present = await Promise.all(recipes.map((recipe) => presentImage(context, recipe)));
  const missing = recipes.filter((_, index) => present[index] === undefined);
  if (missing.length > 0) {
    if (await dockerHubAnswers(context.signal)) await pullAll(context, missing);
    else await buildAll(context, recipes, new Set(missing));
  }
  return Promise.all(
    recipes.map(async (recipe, index) => {
      const image = present[index] ?? (await presentImage(context, recipe));
      if (image === undefined) throw new Error(`${recipe.tag} has vanished from the engine.`);
      return image;
    }),
  );
}

async function presentImage(
  { docker }: BaseImagesContext,
  { image, hash }: Recipe,
): Promise<PreparedBaseImage | undefined> {
  const present = await inspectBaseImage(docker, image.name);
  return present?.source === 'pulled' || present?.content === hash ? present : undefined;
}

/** A base image as the engine has it, of whatever content; undefined when it has none of this name. */
export async function inspectBaseImage(
  docker: Docker,
  name: string,
): Promise<(PreparedBaseImage & { readonly content: string | undefined }) | undefined> {
  const image = baseTag(name);
  try {
    const { Id, Config, Size } = await docker.getImage(image).inspect();
    const labels = Config.Labels ?? {};
    const source = labels[STAND_IN_LABEL] === undefined ? 'pulled' : 'stand-in';
    return { name, image, id: Id, bytes: Size, source, content: labels[CONTENT_LABEL] };
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

async function pullAll(context: BaseImagesContext, recipes: readonly Recipe[]): Promise<void> {
  // One after the other: each pulls its layers side by side already.
  for (const { image, tag } of recipes) await pullImage(context, { from: image.pull, to: tag });
}

/** Builds the missing ones side by side, each after its parent. */
async function buildAll(
  context: BaseImagesContext,
  recipes: readonly Recipe[],
  missing: ReadonlySet<Recipe>,
): Promise<void> {
  const base = await prepareDebianBase(context);
  const built = new Map([[DEBIAN_BASE, Promise.resolve(base)]]);
  for (const recipe of recipes) {
    const parent = built.get(recipe.image.standIn.on);
    const build = async (): Promise<string> => {
      const from = await parent;
      if (missing.has(recipe)) await buildStandIn(context, recipe, from ?? base);
      return recipe.tag;
    };
    built.set(recipe.image.name, build());
  }
  // All are awaited even when one fails: no build goes on behind the caller's back.
  const results = await Promise.allSettled(built.values());
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  // What older stand-ins and the other stages of these builds have left behind, without a name.
  await context.docker.pruneImages({ filters: { dangling: ['true'], label: [STAND_IN_LABEL] } });
}

async function buildStandIn(
  context: BaseImagesContext,
  recipe: Recipe,
  base: string,
): Promise<void> {
  const { docker, report, signal } = context;
  const { name } = recipe.image;
  report(`building a stand-in for ${name}`);
  await buildImage({
    docker,
    context: packFiles(await recipe.files()),
    tag: recipe.tag,
    args: { BASE: base },
    labels: {},
    onLine: (line) => report(`${name}: ${line}`),
    signal,
  });
}
