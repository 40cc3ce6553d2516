import { expect, test } from 'vitest';
import { layersView } from './layers-view.ts';
import type { ToldLayers } from './told-layers.ts';

const image = (id: string, parts: Partial<ToldLayers['images'][number]['image']> = {}) => ({
  image: {
    ...{ Id: id, RepoTags: [`${id}:latest`], Created: '2026-11-21T10:00:00.5Z', Size: 9 },
    RootFS: { Layers: [] },
    ...parts,
  },
  history: [],
});

const container = (changes: [path: string, kind: number][]) => ({
  container: { Id: 'c1', Names: ['/web'], ImageID: 'app', State: 'running', SizeRw: 12 },
  changes: changes.map(([Path, Kind]) => ({ Path, Kind })),
});

test('the newest image comes first; one that lost its name has none, one without a date has none', () => {
  const { images, imagesTruncated } = layersView({
    images: [
      image('old', { Created: '1970-01-01T00:00:00Z', RepoTags: null }),
      image('app'),
      image('new', { Created: '2026-11-21T11:00:00Z', RepoTags: ['<none>:<none>'] }),
    ],
    more: true,
    seed: {},
    containers: [],
  });
  expect(images.map(({ id, tags, created }) => [id, tags, created])).toEqual([
    ['new', [], '2026-11-21T11:00:00.000Z'],
    ['app', ['app:latest'], '2026-11-21T10:00:00.500Z'],
    ['old', [], null],
  ]);
  expect(imagesTruncated).toBe(true);
});

test('what came with the sandbox is not the learner’s own, until it has another tag', () => {
  const { images } = layersView({
    images: [image('old', { RepoTags: ['old:latest', 'mine:v1'] }), image('base'), image('new')],
    more: false,
    seed: { 'base:latest': 'base', 'old:latest': 'old' },
    containers: [],
  });
  expect(images.map(({ id, own }) => [id, own])).toEqual([
    ['old', true],
    ['base', false],
    ['new', true],
  ]);
});

test('a container stands on its image with what it has changed, without the folders on the way', () => {
  const changes: [string, number][] = [
    ['/etc', 0],
    ['/etc/motd', 0],
    ['/var', 0],
    ['/var/log', 2],
    ['/new', 1],
    ['/new/file', 1],
    ['/tmp', 0],
  ];
  const { images } = layersView({
    images: [image('app'), image('other')],
    more: false,
    seed: {},
    containers: [container(changes)],
  });
  expect(images.map(({ containers }) => containers.length)).toEqual([1, 0]);
  expect(images[0]?.containers[0]).toEqual({
    ...{ id: 'c1', name: 'web', running: true, size: 12, changesTruncated: false },
    changes: [
      { path: '/etc/motd', kind: 'changed' },
      { path: '/var/log', kind: 'removed' },
      { path: '/new', kind: 'added' },
      { path: '/new/file', kind: 'added' },
      { path: '/tmp', kind: 'changed' },
    ],
  });
});

test('of many changes the first 200 are told, and that there are more', () => {
  const many = Array.from({ length: 201 }, (_, n): [string, number] => [`/f${n}`, 1]);
  const { images } = layersView({
    images: [image('app')],
    more: false,
    seed: {},
    containers: [container(many)],
  });
  expect(images[0]?.containers[0]).toMatchObject({ changesTruncated: true });
  expect(images[0]?.containers[0]?.changes).toHaveLength(200);
});
