import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownLabels } from '../labels.ts';
import { noteUse } from './last-used.ts';
import { pruneSuperseded } from './superseded.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-prune-'));
});
afterEach(() => rm(home, { recursive: true }));

interface Image {
  readonly tag?: string;
  readonly id?: string;
  readonly layers?: string[];
  readonly of?: 'us' | 'others' | 'nobody';
  /** Hours. */
  readonly age?: number;
}

test('what is not kept goes; what is kept, and what that was built on, stays', async () => {
  const box = engine([
    { tag: 'drydock/debian:1', layers: ['debian'] },
    { tag: 'drydock/sandbox-tools:1', layers: ['tools'] },
    { tag: 'drydock/sandbox:1', layers: ['tools', 'one'] },
    { tag: 'drydock/sandbox:2', layers: ['tools', 'two'] },
    { tag: 'drydock/base/python:latest', layers: ['debian', 'python'] },
    { tag: 'drydock/base/gone:latest', layers: ['gone'] },
  ]);
  expect(await box.prune(['drydock/sandbox:2', 'drydock/base/python:latest'])).toEqual([
    'drydock/sandbox:1',
    'drydock/base/gone:latest',
  ]);
});

test('what another checkout used lately stays', async () => {
  await noteUse({ home, names: ['drydock/sandbox:1'] });
  const box = engine([{ tag: 'drydock/sandbox:1', layers: ['one'] }]);
  expect(await box.prune(['drydock/sandbox:2'])).toEqual([]);
});

test('images of another home, and names that are not of a preparation, stay', async () => {
  const box = engine([
    { tag: 'drydock/sandbox:1', of: 'others' },
    { tag: 'drydock/mine:1' },
    { tag: 'drydock/sandbox:just-made', age: 0 },
    { tag: 'python:3' },
  ]);
  expect(await box.prune([])).toEqual([]);
});

test('images that do not say whose they are stay while another home uses the engine', async () => {
  const images: Image[] = [{ tag: 'drydock/sandbox:1', of: 'nobody', layers: ['one'] }];
  expect(await engine(images, { shared: true }).prune([])).toEqual([]);
  expect(await engine([...images, { tag: 'theirs', of: 'others' }]).prune([])).toEqual([]);
  expect(await engine(images).prune([])).toEqual(['drydock/sandbox:1']);
});

test('untagged images of failed builds go, of a build that may still run not', async () => {
  const box = engine([
    { id: 'sha256:old' },
    { id: 'sha256:running', age: 0 },
    { id: 'sha256:theirs', of: 'others' },
  ]);
  expect(await box.prune([])).toEqual(['sha256:old']);
});

test('seeds go but the one that is kept; one that a sandbox has mounted stays until next time', async () => {
  const seeds = ['drydock-seed-1', 'drydock-seed-2', 'drydock-seed-3'];
  const box = engine([], { seeds, inUse: ['drydock-seed-2'] });
  expect(await box.prune(['drydock-seed-3'])).toEqual(['drydock-seed-1']);
});

interface Engine {
  /** Another home has something there. */
  readonly shared?: boolean;
  readonly seeds?: readonly string[];
  readonly inUse?: readonly string[];
}

/** As much of dockerode as pruning uses. */
function engine(images: readonly Image[], { shared = false, seeds = [], inUse = [] }: Engine = {}) {
  const us = ownLabels({ instance: 'main', home }, 'image');
  const others = ownLabels({ instance: 'main', home: '/other' }, 'image');
  const labels = { us, others, nobody: { 'io.drydock.kind': 'image' } };
  const refusal = (statusCode: number) => Object.assign(new Error('refused'), { statusCode });
  const removable = (name: string) => ({
    remove: async () => {
      if (inUse.includes(name)) throw refusal(409);
    },
    inspect: async () => {
      const found = images.find(({ tag }) => tag === name);
      if (!found) throw refusal(404);
      return { RootFS: { Layers: found.layers ?? ['only', name] } };
    },
  });
  const docker = {
    listContainers: async () => (shared ? [{ Id: 'x', Names: ['/x'], Labels: others }] : []),
    listNetworks: async () => [],
    listVolumes: async ({ filters }: { filters: { label: string[] } }) => ({
      Volumes: filters.label.includes('io.drydock.kind=seed')
        ? seeds.map((Name) => ({ Name, Labels: us }))
        : [],
    }),
    listImages: async ({ filters }: { filters: Record<string, string[]> }) =>
      images
        .filter(({ tag }) => !filters.reference && Boolean(filters.dangling) === !tag)
        .map(({ tag, id, of = 'us', age = 2 }) => ({
          Id: id ?? tag,
          RepoTags: tag ? [tag] : null,
          Labels: labels[of],
          Created: Date.now() / 1000 - age * 3600,
        })),
    getImage: removable,
    getVolume: removable,
  } as unknown as Docker;
  return {
    async prune(keep: readonly string[]) {
      const removed: string[] = [];
      await pruneSuperseded({ docker, home, keep, report: (name) => removed.push(name) });
      return removed;
    },
  };
}
