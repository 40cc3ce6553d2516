import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { withHostLock } from './host/host-lock.ts';
import { type OpenRegistry, startOpenRegistry } from './host/hub/hub-open-registry.ts';
import { packFiles } from './host/images/context.ts';
import { buildImage, followStream } from './host/images/image-build.ts';
import { isStatus } from './host/images/images.ts';
import { noteMisses } from './host/images/missed-images.ts';
import { offeredImages } from './host/images/offered-images.ts';
import { type PreparedHost, prepareHost } from './host/index.ts';
import { createDockerDriver } from './index.ts';

const id = randomBytes(4).toString('hex');
const wanted = `wanted-${id}:1.0`;
const owned = `acme-${id}/tool:2`;
const absent = `absent-${id}:latest`;
const foreign = 'registry.example.com/tool:1';

/** A registry of the run's own answers in Docker Hub's place. */
describe('images that labs name and the catalogue does not have', { timeout: 300_000 }, () => {
  let box: DockerUnderTest;
  let dockerHub: OpenRegistry;
  let host: PreparedHost;
  let lines: string[];
  const names = [`docker.io/library/${wanted}`, absent, 'alpine', owned, foreign, wanted];

  beforeAll(async () => {
    box = await dockerUnderTest();
    const { docker, home, options } = box;
    const image = box.host.hubImage;
    dockerHub = await startOpenRegistry({ docker, instance: options.instance, home, image });
    await publish(wanted, `library/${wanted}`);
    await publish(owned, owned);
    ({ host, lines } = await prepare(dockerHub.address));
  }, 300_000);

  afterAll(async () => {
    const { docker, home } = box;
    await dockerHub?.release();
    const seedHash = host?.seed.replace('drydock-seed-', '');
    const made = [`drydock/base/${wanted}`, `drydock/base/${owned}`];
    if (host) made.push(host.hubImage, `drydock/seed:${seedHash}`);
    for (const name of made) await docker.getImage(name).remove().catch(whenGone);
    if (host) await docker.getVolume(host.seed).remove();
    await withHostLock({ home }, () => noteMisses(home, { asked: [absent], missed: [] }));
    // What is noted of sizes is what is there.
    await dockerUnderTest();
    await box.release();
  });

  test('come from Docker Hub, each once; what it has not is told, and the rest is there', () => {
    const pulled = lines.filter((line) => line.startsWith('pulling'));
    expect(pulled.toSorted()).toEqual(
      [owned, `library/${absent}`, `library/${wanted}`].map(
        (name) => `pulling ${dockerHub.address}/${name}`,
      ),
    );
    expect(host.missed).toEqual([
      { name: foreign, reason: 'it is of another registry than Docker Hub' },
      { name: absent, reason: 'Docker Hub has no such image' },
    ]);
  });

  test('are in a new sandbox, and run there, with no network at all', async () => {
    const driver = createDockerDriver({ ...box.options, seed: host.seed, egress: 'none' });
    const sandbox = await driver.create({ id: newId() });
    try {
      const list = await sh(sandbox, 'docker images --format "{{.Repository}}:{{.Tag}}"');
      expect(list.split('\n')).toEqual(expect.arrayContaining([wanted, owned, 'alpine:latest']));
      expect(await sh(sandbox, `docker run --rm ${wanted} cat /note`)).toBe(`${wanted}\n`);
      expect(await sh(sandbox, `docker run --rm ${owned} cat /note`)).toBe(`${owned}\n`);
    } finally {
      await sandbox.destroy({ workspace: 'remove' });
      await driver.close();
    }
  });

  test('are in the hub beside the catalogue, but those of an owner', async () => {
    const { docker, home, options } = box;
    const image = host.hubImage;
    const hub = await startOpenRegistry({ docker, instance: options.instance, home, image });
    try {
      const answer = await fetch(`http://${hub.address}/v2/_catalog?n=1000`);
      const { repositories } = (await answer.json()) as { repositories: string[] };
      expect(repositories).toEqual(
        expect.arrayContaining(['library/alpine', `library/wanted-${id}`]),
      );
      expect(repositories.filter((name) => !name.startsWith('library/'))).toEqual([]);
    } finally {
      await hub.release();
    }
  });

  test('are offered from then on, and nothing is looked for a second time', async () => {
    const offered = await offeredImages({ ...process.env, DRYDOCK_HOME: box.home });
    const [entry] = offered.filter(({ name }) => name === wanted);
    expect(entry?.bytes).toBeGreaterThan(100_000);
    // Nobody listens there: had it asked, the reason would be another.
    const again = await prepare('127.0.0.1:1');
    expect(again.host).toEqual(host);
    expect(again.lines.filter((line) => /install|build|mak|pull|add|fill|put/i.test(line))).toEqual(
      [],
    );
  });

  test('are no concern of a run without labs, which leaves them in place', async () => {
    expect((await dockerUnderTest()).host).toEqual(box.host);
    expect(box.host.seed).not.toBe(host.seed);
    await box.docker.getVolume(host.seed).inspect();
    const offered = await offeredImages({ ...process.env, DRYDOCK_HOME: box.home });
    expect(offered.map(({ name }) => name)).toContain(wanted);
  });

  async function prepare(registry: string) {
    const lines: string[] = [];
    const host = await prepareHost({
      ...{ home: box.home, instance: 'main', environment: process.env, wanted: names, registry },
      stages: { run: (_title, work) => work((line) => void lines.push(line)) },
    });
    return { host, lines };
  }

  /** Without a label of ours, as images of Docker Hub are. */
  async function publish(note: string, repository: string): Promise<void> {
    const { docker } = box;
    const tag = `${dockerHub.address}/${repository}`;
    const dockerfile =
      'FROM drydock/base/busybox:latest AS tools\nFROM scratch\nCOPY --from=tools / /\nCOPY note /note\n';
    const file = (path: string, content: string) => ({
      ...{ path, content: Buffer.from(content), mode: 0o644 },
    });
    await buildImage({
      ...{ docker, tag, labels: {} },
      context: packFiles([file('Dockerfile', dockerfile), file('note', `${note}\n`)]),
    });
    try {
      const authconfig = { username: '', password: '', serveraddress: dockerHub.address };
      await followStream({
        stream: await docker.getImage(tag).push({ authconfig }),
        name: tag,
      });
    } finally {
      await docker.getImage(tag).remove();
    }
  }
});

function whenGone(error: unknown): void {
  if (!isStatus(error, 404)) throw error;
}
