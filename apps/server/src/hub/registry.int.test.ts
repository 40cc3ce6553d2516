import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { dirname } from 'node:path';
import type { HubLogin, HubRepository } from '@drydock/protocol';
import type { Sandbox, SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  drydockHome,
  type PreparedHost,
  placeHub,
  prepareHost,
  removeInstance,
  startPreparedHub,
} from '@drydock/sandbox/docker/host';
import { customAlphabet } from 'nanoid';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubAddress } from '../engine-probes.ts';
import type { HubRegistry } from '../session/hub-registry.ts';
import { type Hub, openHub } from './hub.ts';

const newName = customAlphabet('0123456789abcdef', 12);

const PUSH = `
set -eu
echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin
printf 'FROM alpine\\nRUN echo %s > /made\\n' "$1" | docker build -q -t app -
for name in "$@"; do
  docker tag app "$DOCKERHUB_USERNAME/$name"
  docker push -q "$DOCKERHUB_USERNAME/$name"
done
`;

describe('the hub of a real engine', { timeout: 60_000 }, () => {
  const instance = `test-${newName()}`;
  let host: PreparedHost;
  let home: string;
  let driver: SandboxDriver;
  let hub: Hub;
  let registry: HubRegistry;
  let container: Awaited<ReturnType<typeof startPreparedHub>>;
  let sandbox: Sandbox;
  let ann: HubLogin;
  let bob: HubLogin;

  beforeAll(async () => {
    home = drydockHome(process.env);
    host = await prepareHost({
      ...{ home, instance: 'main', environment: process.env },
      stages: { run: (_title, work) => work(() => undefined) },
    });
    const place = await placeHub({ home, instance });
    container = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
    hub = await openHub({
      pkiDirectory: dirname(host.pki.caCertFile),
      socketDirectory: place.socketDir,
      logger: pino({ level: 'silent' }),
      address: hubAddress({ socketPath: host.engine.socket }, container.name),
    });
    await hub.listen();
    if (!hub.registry) throw new Error('the hub knows where its registry is');
    registry = hub.registry;
    driver = createDockerDriver({
      ...{ connection: { socketPath: host.engine.socket }, instance, home },
      ...{ image: host.sandboxImage, firewall: host.firewallImage, seed: host.seed },
      hub: container.name,
    });
    sandbox = await driver.create({ id: newName() });
    ann = hub.accounts.open();
    bob = hub.accounts.open();
    await push(ann, 'web:v1', 'web:v2', 'tools/cli:latest');
    await push(bob, 'web:v1');
  }, 300_000);

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await hub?.close();
    await container?.release();
    if (host) await removeInstance({ engine: host.engine, instance, home });
  });

  async function push({ username, password }: HubLogin, ...names: string[]): Promise<void> {
    const { exitCode, stderr } = await sandbox.exec({
      command: ['bash', '-c', PUSH, 'bash', ...names],
      environment: { DOCKERHUB_USERNAME: username, DOCKERHUB_PASSWORD: password },
      timeout: 50_000,
    });
    if (exitCode !== 0) throw new Error(stderr);
  }

  async function tagsOf(login: HubLogin, name: string): Promise<HubRepository['tags']> {
    const all = await registry.repositories(login.username);
    return all.find((each) => each.name === `${login.username}/${name}`)?.tags ?? [];
  }

  test('a learner sees what is theirs, and what the class has, with real digests and sizes', async () => {
    const all = await registry.repositories(ann.username);
    const own = all.filter((each) => each.own).map(({ name }) => name);
    expect(own).toEqual([`${ann.username}/tools/cli`, `${ann.username}/web`]);
    const shared = all.filter((each) => !each.own).map(({ name }) => name);
    expect(shared).toEqual(expect.arrayContaining(['library/alpine', 'library/nginx']));
    expect(all.every(({ tags }) => tags.every(({ size }) => size > 1000))).toBe(true);
    const [first, second] = await tagsOf(ann, 'web');
    const { stdout } = await sandbox.exec({
      command: ['docker', 'image', 'inspect', '--format', '{{json .RepoDigests}}', 'app'],
    });
    expect(second?.digest).toBe(first?.digest);
    expect(first?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(stdout).toContain(`${bob.username}/web@sha256:`);
  });

  test('a tag is deleted, its twin and everybody else’s stay and can be pulled', async () => {
    const twin = (await tagsOf(ann, 'web')).find(({ tag }) => tag === 'v2');
    await registry.deleteTag(ann.username, { repository: `${ann.username}/web`, tag: 'v1' });
    expect(await tagsOf(ann, 'web')).toEqual([twin]);
    expect(await tagsOf(bob, 'web')).toHaveLength(1);
    await expect(
      registry.deleteTag(ann.username, { repository: `${ann.username}/web`, tag: 'v1' }),
    ).rejects.toMatchObject({ code: 'HUB_TAG_NOT_FOUND' });
    const pull = `echo "$PASSWORD" | docker login -u ${ann.username} --password-stdin &&
      docker image rm -f ${ann.username}/web:v2 && docker pull -q ${ann.username}/web:v2`;
    const pulled = await sandbox.exec({
      command: ['sh', '-c', pull],
      environment: { PASSWORD: ann.password },
    });
    expect(pulled, pulled.stderr).toMatchObject({ exitCode: 0 });
  });

  test('with its last tag a repository is gone, and it can be pushed anew', async () => {
    await registry.deleteTag(ann.username, { repository: `${ann.username}/web`, tag: 'v2' });
    const names = async () => (await registry.repositories(ann.username)).map(({ name }) => name);
    expect(await names()).not.toContain(`${ann.username}/web`);
    await push(ann, 'web:v2');
    expect(await tagsOf(ann, 'web')).toMatchObject([{ tag: 'v2' }]);
  });

  test('nobody else’s is deleted, and no learner’s own token deletes anything', async () => {
    for (const repository of [`${bob.username}/web`, 'library/alpine']) {
      await expect(
        registry.deleteTag(ann.username, { repository, tag: 'v1' }),
      ).rejects.toMatchObject({ code: 'HUB_NOT_OWN' });
    }
    const [tag] = await tagsOf(ann, 'web');
    const scope = `repository:${ann.username}/web:pull,push,delete,*`;
    const { token } = await ask<{ token: string }>({
      host: 'auth.docker.io',
      path: `/token?service=registry.docker.io&scope=${scope}`,
      authorization: `Basic ${Buffer.from(`${ann.username}:${ann.password}`).toString('base64')}`,
    });
    const refused = await ask<{ errors: { code: string }[] }>({
      method: 'DELETE',
      host: 'registry-1.docker.io',
      path: `/v2/${ann.username}/web/manifests/${tag?.digest}`,
      authorization: `Bearer ${token}`,
    });
    expect(refused.errors[0]?.code).toBe('UNAUTHORIZED');
    expect(await tagsOf(ann, 'web')).toHaveLength(1);
  });

  test('a hub that is away is said so', async () => {
    await container.release();
    await expect(registry.repositories(ann.username)).rejects.toMatchObject({
      code: 'HUB_UNAVAILABLE',
    });
  });

  /** As a learner's own client asks the hub. */
  async function ask<Answer>(asked: {
    method?: string;
    host: string;
    path: string;
    authorization: string;
  }): Promise<Answer> {
    const { host: name, authorization, ...rest } = asked;
    const outgoing = request({
      ...{ ...rest, host: container.address, servername: name },
      ca: await readFile(host.pki.caCertFile),
      headers: { host: name, authorization },
    });
    outgoing.end();
    return await new Promise((resolve, reject) => {
      outgoing.on('error', reject);
      outgoing.on('response', async (incoming) => {
        const pieces: Buffer[] = [];
        for await (const piece of incoming) pieces.push(piece as Buffer);
        resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Answer);
      });
    });
  }
});
