import { dirname } from 'node:path';
import type { HubLogin, LayeredImage } from '@drydock/protocol';
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
import { type Hub, openHub } from './hub/hub.ts';
import { layersView } from './session/layers/layers-view.ts';
import { askLayers } from './session/layers/told-layers.ts';

const newName = customAlphabet('0123456789abcdef', 12);

describe('layers and pushes of a real engine', { timeout: 60_000 }, () => {
  const instance = `test-${newName()}`;
  let host: PreparedHost;
  let home: string;
  let driver: SandboxDriver;
  let hub: Hub;
  let container: Awaited<ReturnType<typeof startPreparedHub>>;
  let sandbox: Sandbox;

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
    });
    await hub.listen();
    driver = createDockerDriver({
      ...{ connection: { socketPath: host.engine.socket }, instance, home },
      ...{ image: host.sandboxImage, firewall: host.firewallImage, seed: host.seed },
      hub: container.name,
    });
    sandbox = await driver.create({ id: newName() });
  }, 300_000);

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await hub?.close();
    await container?.release();
    if (host) await removeInstance({ engine: host.engine, instance, home });
  });

  async function run(script: string, login?: HubLogin): Promise<string> {
    const { exitCode, stdout, stderr } = await sandbox.exec({
      command: ['bash', '-ec', script],
      environment: login ? { ACCOUNT: login.username, PASSWORD: login.password } : {},
      timeout: 50_000,
    });
    expect(exitCode, stderr).toBe(0);
    return stdout;
  }

  async function images(): Promise<LayeredImage[]> {
    return layersView(await askLayers(sandbox)).images;
  }

  async function image(tag: string): Promise<LayeredImage> {
    const found = (await images()).find(({ tags }) => tags.includes(tag));
    if (!found) throw new Error(`there is no ${tag}`);
    return found;
  }

  test('what came with the sandbox has its layers, and is not the learner’s own', async () => {
    const alpine = await image('alpine:latest');
    expect(alpine).toMatchObject({ own: false, containers: [] });
    const { stdout } = await sandbox.exec({
      command: ['docker', 'image', 'inspect', 'alpine', '--format', '{{len .RootFS.Layers}}'],
    });
    const withFiles = alpine.layers.filter(({ chainId }) => chainId !== null);
    expect(withFiles).toHaveLength(Number(stdout));
    expect(withFiles.reduce((sum, { size }) => sum + size, 0)).toBe(alpine.size);
  });

  test('images share the layers of their base, and each instruction stands on its layer', async () => {
    await run(`
printf 'FROM alpine\\nENV A=1\\nRUN echo one > /one\\nWORKDIR /app\\nCMD ["sh"]\\n' | docker build -q -t one -
printf 'FROM alpine\\nRUN head -c 5000 /dev/zero > /two\\n' | docker build -q -t two -
docker tag alpine mine`);
    const [alpine, one, two] = [
      await image('alpine:latest'),
      await image('one:latest'),
      await image('two:latest'),
    ];
    const chains = (of: LayeredImage) => of.layers.flatMap(({ chainId }) => chainId ?? []);
    const below = chains(alpine);
    expect(chains(one).slice(0, below.length)).toEqual(below);
    expect(chains(two).slice(0, below.length)).toEqual(below);
    expect(chains(one)[below.length]).not.toBe(chains(two)[below.length]);
    const own = one.layers.slice(alpine.layers.length);
    expect(own.map(({ instruction, chainId }) => [instruction, chainId !== null])).toEqual([
      ['ENV A=1', false],
      ['RUN echo one > /one', true],
      ['WORKDIR /app', true],
      ['CMD ["sh"]', false],
    ]);
    expect(two.layers.at(-1)).toMatchObject({
      size: 5000,
      instruction: expect.stringMatching(/^RUN head/),
    });
    expect([alpine.own, one.own, two.own]).toEqual([true, true, true]);
    expect(alpine.tags.sort()).toEqual(['alpine:latest', 'mine:latest']);
    const layers = await run('ls /var/lib/docker/image/overlay2/layerdb/sha256');
    for (const chain of [...chains(one), ...chains(two)]) {
      expect(layers).toContain(chain.replace('sha256:', ''));
    }
  });

  test('a container stands on its image with what it has written', async () => {
    await run(
      'docker run --name box alpine sh -c "echo hello > /etc/motd; mkdir /new; echo abc > /new/file; rm /etc/os-release"',
    );
    const { containers } = await image('alpine:latest');
    expect(containers).toMatchObject([{ name: 'box', running: false, changesTruncated: false }]);
    expect(containers[0]?.changes).toEqual(
      expect.arrayContaining([
        { path: '/new/file', kind: 'added' },
        { path: '/etc/os-release', kind: 'removed' },
      ]),
    );
    expect(containers[0]?.changes.map(({ path }) => path)).not.toContain('/etc');
    expect(containers[0]?.size).toBeGreaterThanOrEqual(10);
  });

  test('a push says which layers went over the network, to its own account alone', async () => {
    const [ann, bob] = [hub.accounts.open(), hub.accounts.open()];
    const push = (tag: string) => `
echo "$PASSWORD" | docker login -u "$ACCOUNT" --password-stdin
docker tag ${tag} "$ACCOUNT/app:${tag}"
docker push -q "$ACCOUNT/app:${tag}"
docker logout`;
    let told = 0;
    const leave = hub.events.watch(ann.username, () => {
      told += 1;
    });
    await run(push('one'), ann);
    await expect.poll(() => hub.events.pushes(ann.username)).toHaveLength(1);
    const [first] = hub.events.pushes(ann.username);
    expect(first).toMatchObject({ repository: `${ann.username}/app`, tag: 'one' });
    expect(first?.layers.at(-2)?.outcome).toBe('uploaded');
    expect(
      first?.layers.every(({ size, digest }) => size > 0 && digest.startsWith('sha256:')),
    ).toBe(true);
    const withFiles = (await image('one:latest')).layers.filter(({ chainId }) => chainId !== null);
    expect(first?.layers).toHaveLength(withFiles.length);
    await run(push('two'), ann);
    await expect.poll(() => hub.events.pushes(ann.username)).toHaveLength(2);
    const [second] = hub.events.pushes(ann.username);
    expect(second?.tag).toBe('two');
    const outcomes = second?.layers.map(({ outcome }) => outcome) ?? [];
    expect(outcomes.at(-1)).toBe('uploaded');
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['exists']));
    expect(told).toBe(2);
    expect(hub.events.pushes(bob.username)).toEqual([]);
    leave();
  });

  test('a sandbox cannot tell the server of pushes', async () => {
    const status = await run(
      'curl -s -o /dev/null -w "%{http_code}" -X POST -d "{}" https://auth.docker.io/events',
    );
    expect(status).toBe('404');
    const port = await sandbox.exec({
      command: ['curl', '-s', '-m', '3', 'http://registry-1.docker.io:8080/events'],
    });
    expect(port.exitCode).not.toBe(0);
  });
});
