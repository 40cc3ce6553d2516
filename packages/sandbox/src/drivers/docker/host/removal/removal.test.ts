import type Docker from 'dockerode';
import { beforeEach, expect, test } from 'vitest';
import { ownLabels } from '../labels.ts';
import { removeObjects } from './removal.ts';

const HOME = { home: '/home', unmarked: 'keep' } as const;
const OURS = ownLabels({ instance: 'main', home: '/home' }, 'workspace');
const OTHERS = ownLabels({ instance: 'main', home: '/other' }, 'workspace');

/** What the engine was asked, in order. */
let asked: string[];
beforeEach(() => {
  asked = [];
});

test('removes by label, users before what they use, and says what', async () => {
  const reported: string[] = [];
  const removed = await removeObjects({
    docker: engine(),
    ...HOME,
    report: (name) => reported.push(name),
  });
  expect(asked.filter((line) => line.startsWith('list'))).toEqual([
    'list containers label=io.drydock.instance',
    'list networks label=io.drydock.instance',
    'list volumes label=io.drydock.instance',
    'list images label=io.drydock.kind=image',
    'list images reference=drydock/base/*,drydock/base/*/*',
  ]);
  expect(removed).toEqual({
    containers: ['drydock-main-a'],
    networks: ['drydock-main-net'],
    volumes: ['drydock-main-ws', 'seed'],
    images: ['drydock/sandbox:1', 'sha256:dangling', 'drydock/base/alpine:latest'],
    kept: [expect.stringMatching(/^of-an-older-drydock: made without a note of the home/)],
  });
  expect(reported).toHaveLength(7);
});

test('a user’s own name of a pulled image stays', async () => {
  await removeObjects({ docker: engine(), ...HOME, kinds: ['images'] });
  expect(asked).not.toContain('remove image alpine:latest');
});

test('a container goes with its anonymous volumes, even when it runs', async () => {
  await removeObjects({ docker: engine(), ...HOME, kinds: ['containers'] });
  expect(asked).toEqual([
    'list containers label=io.drydock.instance',
    'remove container c1 {"force":true,"v":true}',
  ]);
});

test('what is gone already is no error and is not reported', async () => {
  const removed = await removeObjects({
    docker: engine({ volume: 404 }),
    ...HOME,
    kinds: ['volumes'],
  });
  expect(removed).toMatchObject({ volumes: [] });
});

test('what is in use by others is kept, with the reason', async () => {
  const removed = await removeObjects({
    docker: engine({ network: 403 }),
    ...HOME,
    kinds: ['networks'],
  });
  expect(removed).toMatchObject({ networks: [], kept: ['drydock-main-net: refused with 403'] });
});

test('an engine that fails is an error', async () => {
  const removal = removeObjects({ docker: engine({ volume: 500 }), ...HOME, kinds: ['volumes'] });
  await expect(removal).rejects.toThrow('refused with 500');
});

test('of one instance, what instances share stays', async () => {
  const removed = await removeObjects({ docker: engine(), ...HOME, instance: 'main' });
  expect(removed).toMatchObject({ volumes: ['drydock-main-ws'], images: [] });
  expect(asked).toContain('list volumes label=io.drydock.instance=main');
});

test('where nobody else uses the engine, what does not say whose it is goes as well', async () => {
  const removed = await removeObjects({ docker: engine(), ...HOME, unmarked: 'remove' });
  expect(removed).toMatchObject({
    volumes: ['drydock-main-ws', 'seed', 'of-an-older-drydock'],
    kept: [],
  });
});

/** As much of dockerode as removal uses; `fail` says with which status a kind's removal is refused. */
function engine(fail: Record<string, number> = {}): Docker {
  const list = (kind: string, options: { filters: Record<string, string[]> }): void => {
    const [filter = ['', []]] = Object.entries(options.filters);
    asked.push(`list ${kind} ${filter[0]}=${filter[1].join()}`);
  };
  const removable = (kind: string) => (id: string) => ({
    remove: (options?: object) => {
      asked.push(`remove ${kind} ${id}${options ? ` ${JSON.stringify(options)}` : ''}`);
      const statusCode = fail[kind];
      if (statusCode === undefined) return Promise.resolve();
      return Promise.reject(Object.assign(new Error(`refused with ${statusCode}`), { statusCode }));
    },
  });
  const answers = {
    containers: [{ Id: 'c1', Names: ['/drydock-main-a'], Labels: OURS }],
    networks: [{ Id: 'n1', Name: 'drydock-main-net', Labels: OURS }],
    volumes: {
      Volumes: [
        { Name: 'drydock-main-ws', Labels: OURS },
        { Name: 'seed', Labels: { ...OURS, 'io.drydock.kind': 'seed' } },
        { Name: 'of-another-home', Labels: OTHERS },
        { Name: 'of-an-older-drydock', Labels: { 'io.drydock.instance': 'main' } },
      ],
    },
  };
  const images = {
    label: [
      { Id: 'i1', RepoTags: ['drydock/sandbox:1'], Labels: OURS },
      { Id: 'sha256:dangling', RepoTags: ['<none>:<none>'], Labels: OURS },
    ],
    reference: [
      { Id: 'i3', RepoTags: ['alpine:latest', 'drydock/base/alpine:latest'], Labels: OURS },
    ],
  };
  const lister =
    (kind: keyof typeof answers) => (options: { filters: Record<string, string[]> }) => {
      list(kind, options);
      return Promise.resolve(answers[kind]);
    };
  return {
    listContainers: lister('containers'),
    listNetworks: lister('networks'),
    listVolumes: lister('volumes'),
    listImages: (options: { filters: Record<string, string[]> }) => {
      list('images', options);
      return Promise.resolve(options.filters.label ? images.label : images.reference);
    },
    getContainer: removable('container'),
    getNetwork: removable('network'),
    getVolume: removable('volume'),
    getImage: removable('image'),
  } as unknown as Docker;
}
