import type Dockerode from 'dockerode';
import { expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { ownLabels } from './host/labels.ts';
import { removeNetwork, removeObjects, removeUnstartedHelpers } from './removal.ts';

const own = { instance: 'main', home: '/home' };
const other = { instance: 'main', home: '/other' };
const all = { ...own, wanted: () => true };

test('one that will not go keeps nobody else’s things, and is told', async () => {
  const box = engine({
    containers: [
      object('stuck', ownLabels(own, 'sandbox')),
      object('a', ownLabels(own, 'sandbox')),
    ],
    networks: [object('net', ownLabels(own, 'network'))],
    volumes: [object('data', ownLabels(own, 'data'))],
  });
  await expect(removeObjects(box.engine, all)).rejects.toThrow('stuck will not go');
  expect(box.removed.sort()).toEqual(['a', 'data', 'net']);
});

test('an instance of the same name of another home is left alone, of an older Drydock not', async () => {
  const box = engine({
    containers: [
      object('theirs', ownLabels(other, 'sandbox')),
      object('older', { 'io.drydock.instance': 'main', 'io.drydock.kind': 'sandbox' }),
    ],
  });
  expect(await removeObjects(box.engine, all)).toEqual(['older']);
  expect(box.removed).toEqual(['older']);
});

test('a helper that was never started goes, unless it is about to be', async () => {
  const labels = ownLabels(own, 'firewall');
  const box = engine({ containers: [object('left', labels, 120), object('new', labels, 1)] });
  expect(await removeUnstartedHelpers(box.engine, own)).toEqual(['left']);
});

test.each(['is not connected to network net', 'is not connected to the network net'])(
  'a container that somebody else took off the network meanwhile (%s) does not keep it',
  async (words) => {
    const box = networkWith(refusal(500, `container hub ${words}`));
    await removeNetwork(box.engine, 'net');
    expect(box.removed).toEqual(['net']);
  },
);

test.each([
  refusal(500, 'container hub failed to leave network net'),
  refusal(403, 'container hub is not connected to network net'),
])('any other refusal to take one off is told: %s', async (error) => {
  const box = networkWith(error);
  await expect(removeNetwork(box.engine, 'net')).rejects.toBe(error);
  expect(box.removed).toEqual([]);
});

interface Found {
  readonly Id: string;
  readonly Names: string[];
  readonly Name: string;
  readonly Labels: Record<string, string>;
  readonly Created: number;
}

/** @param age - in seconds. */
function object(name: string, Labels: Record<string, string>, age = 0): Found {
  return { Id: name, Names: [`/${name}`], Name: name, Labels, Created: Date.now() / 1000 - age };
}

interface Box {
  readonly containers?: Found[];
  readonly networks?: Found[];
  readonly volumes?: Found[];
}

/** As much of an engine as removal uses. */
function engine({ containers = [], networks = [], volumes = [] }: Box) {
  const removed: string[] = [];
  const removable = (name: string) => ({
    inspect: async () => ({ Containers: {} }),
    remove: async () => {
      if (name === 'stuck')
        throw Object.assign(new Error('stuck will not go'), { statusCode: 500 });
      removed.push(name);
    },
  });
  const docker = {
    listContainers: async () => containers,
    listNetworks: async () => networks,
    listVolumes: async () => ({ Volumes: volumes }),
    getContainer: removable,
    getNetwork: removable,
    getVolume: removable,
  } as unknown as Dockerode;
  return { removed, engine: { docker, call: (_what, work) => work() } satisfies Engine };
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}

/** An engine with one network and the hub on it, that says this when the hub is to be taken off. */
function networkWith(answer: Error) {
  const removed: string[] = [];
  const getNetwork = (name: string) => ({
    inspect: async () => ({ Containers: { hub: {} } }),
    disconnect: async () => Promise.reject(answer),
    remove: async () => removed.push(name),
  });
  const docker = { getNetwork } as unknown as Dockerode;
  return { removed, engine: { docker, call: (_what, work) => work() } satisfies Engine };
}
