import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NPM_VERSION, npmPackage } from './standins-npm.ts';
import { type BaseImagesContext, type Recipe, readRecipes } from './standins-recipe.ts';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-standins-'));
  await mkdir(join(home, 'cache'));
  await writeFile(join(home, 'cache', `npm-${NPM_VERSION}.tgz`), 'the package');
});
afterAll(() => rm(home, { recursive: true }));

const context = (more: Partial<BaseImagesContext> = {}): BaseImagesContext => ({
  // Never asked: recipes are read without an engine.
  docker: new Docker({ socketPath: join(home, 'no-engine.sock') }),
  instance: 'test',
  home,
  report: () => {},
  installPackages: async () => {},
  ...more,
});

function recipeOf(recipes: readonly Recipe[], name: string): Recipe {
  const recipe = recipes.find(({ image }) => image.name === name);
  if (recipe === undefined) throw new Error(`no recipe for ${name}`);
  return recipe;
}

const fileOf = async (recipe: Recipe, path: string): Promise<string> => {
  const file = (await recipe.files()).find((candidate) => candidate.path === path);
  return Buffer.from(file?.content ?? []).toString('utf8');
};

test('names on the engine are apart from the host’s own', async () => {
  const tags = (await readRecipes(context())).map(({ tag }) => tag);
  expect(tags).toContain('drydock/base/python:3.8-alpine');
  expect(tags).toContain('drydock/base/alpine:latest');
});

test('every stage of every stand-in says what it is and whose', async () => {
  for (const recipe of await readRecipes(context())) {
    const lines = (await fileOf(recipe, 'Dockerfile')).split('\n');
    const stages = lines.flatMap((line, index) => (line.startsWith('FROM ') ? [index] : []));
    expect(stages.length).toBeGreaterThan(0);
    for (const stage of stages) {
      const labels = lines[stage + 1];
      expect(labels).toMatch(/^LABEL /);
      expect(labels).toContain(`A stand-in for docker.io/library/${recipe.image.pull}`);
      expect(labels).toContain(recipe.image.standIn.differs);
      expect(labels).toContain('io.drydock.instance="test"');
      expect(labels).toContain(`io.drydock.content="${recipe.hash}"`);
    }
  }
});

test('the additions of the catalogue are in the context', async () => {
  const recipes = await readRecipes(context());
  expect(await fileOf(recipeOf(recipes, 'node:20-slim'), 'npm.tgz')).toBe('the package');
  expect(await fileOf(recipeOf(recipes, 'alpine'), 'apk')).toContain('stand-in');
  const trust = await fileOf(recipeOf(recipes, 'debian:trixie-slim'), 'trust.tar');
  expect(trust).toContain('etc/ssl/certs/ca-certificates.crt');
});

test('equal input has equal hashes; another parent changes what is built on it', async () => {
  const hashes = async (more: Partial<BaseImagesContext>) =>
    (await readRecipes(context(more))).map(({ hash }) => hash);
  const first = await hashes({});
  expect(await hashes({ instance: 'other' })).toEqual(first);
  const mirrored = await hashes({ mirror: 'http://mirror.example' });
  expect(mirrored.filter((hash) => first.includes(hash))).toEqual([]);
});

test('a package that is kept is not fetched again', async () => {
  const found = await npmPackage({ cacheFolder: join(home, 'cache') });
  expect(Buffer.from(found).toString('utf8')).toBe('the package');
});
