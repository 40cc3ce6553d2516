import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { ownLabels } from '../labels.ts';
import { isShared, objectsOfOthers, whoseIs } from './whose.ts';

const ours = ownLabels({ instance: 'main', home: '/home' }, 'sandbox');
const others = ownLabels({ instance: 'main', home: '/other' }, 'sandbox');

test('an object is of the home that its label names', () => {
  expect(whoseIs(ours, '/home')).toBe('ours');
  expect(whoseIs(others, '/home')).toBe('others');
  expect(whoseIs({ 'io.drydock.instance': 'main' }, '/home')).toBe('unmarked');
  expect(whoseIs(null, '/home')).toBe('unmarked');
});

test('names what another home has on an engine', async () => {
  const docker = {
    listImages: async () => [{ Labels: ours }],
    listContainers: async () => [
      { Id: 'c1', Names: ['/ours'], Labels: ours },
      { Id: 'c2', Names: ['/theirs'], Labels: others },
    ],
    listNetworks: async () => [{ Name: 'net', Labels: others }],
    listVolumes: async () => ({ Volumes: [{ Name: 'old', Labels: null }] }),
  } as unknown as Docker;
  expect(await objectsOfOthers(docker, '/home')).toEqual(['theirs', 'net']);
  expect(await isShared(docker, '/home')).toBe(true);
});

test('an engine is shared as well when only images of another home are there', async () => {
  const docker = (labels: object) =>
    ({
      listImages: async () => [{ Labels: labels }],
      listContainers: async () => [],
      listNetworks: async () => [],
      listVolumes: async () => ({ Volumes: null }),
    }) as unknown as Docker;
  expect(await isShared(docker(others), '/home')).toBe(true);
  expect(await isShared(docker(ours), '/home')).toBe(false);
});
