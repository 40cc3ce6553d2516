import { text } from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { isStatus } from './host/images/images.ts';
import { prepareSeed } from './host/images/seed.ts';
import { createDockerDriver } from './index.ts';
import { readMachineOutput, untilEngine } from './machine-output.ts';
import { containerSettings, type SandboxPlan } from './settings.ts';
import { subnetAt } from './subnets.ts';

const LIST = 'docker images --format "{{.Repository}}:{{.Tag}}" | sort';

describe('base images, copy-on-write', { timeout: 90_000 }, () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  test('are there, run, and are built upon with layers of the right size', async () => {
    expect(await sh(sandbox, LIST)).toContain('python:3.13-slim\n');
    const answer = await sh(sandbox, 'docker run --rm python:3.13-slim python3 -c "print(6 * 7)"');
    expect(answer).toBe('42\n');
    await sh(
      sandbox,
      'printf "FROM alpine\\nRUN echo made > /made" | docker build -q -t mine - && docker run --rm mine cat /made',
    );
    const sizes = await sh(sandbox, 'docker history --format "{{.Size}}" mine | head -1');
    expect(sizes).toBe('5B\n');
  });

  test('are pushed like any image: what sending needs is there', async () => {
    const bytes = await sh(sandbox, 'docker save busybox | tar -t | grep -c blobs/');
    expect(Number(bytes)).toBeGreaterThan(0);
  });

  test('cannot be written, and one that a learner removes is still there for all others', async () => {
    const writing = await sandbox.exec({
      command: ['sh', '-c', 'for f in /var/lib/docker/overlay2/*/diff/etc; do touch "$f/x"; done'],
    });
    expect(writing.stderr).toContain('Read-only file system');
    const before = await sh(sandbox, LIST);
    await sh(sandbox, 'docker rmi $(docker images -q hello-world)');
    expect(await sh(sandbox, LIST)).not.toContain('hello-world');
    const other = await driver.create({ id: newId() });
    expect(await sh(other, LIST)).toContain('hello-world');
    expect(await sh(other, 'docker run --rm hello-world')).toContain('Hello from Docker!');
    await other.destroy({ workspace: 'remove' });
    expect(before).toContain('hello-world');
  });

  test('are bound again when the machine is started again, but those that were removed', async () => {
    // The driver removes a machine that has stopped; whoever starts it again must find it in order all the same.
    const container = await bareMachine();
    try {
      await startMachine(container);
      await runIn(container, 'docker rmi hello-world && docker create --name kept alpine true');
      const settings = '{"labels":["by=learner"]}';
      await runIn(container, `echo '${settings}' > /root/.config/docker/daemon.json`);
      await container.stop();
      await startMachine(container);
      const answer = await runIn(container, `${LIST}; docker ps -a --format '{{.Names}}'`);
      expect(answer).toContain('python:3.13-slim');
      expect(answer).not.toContain('hello-world');
      expect(answer).toContain('kept');
      expect(await runIn(container, 'docker info')).toContain('by=learner');
      expect(
        await runIn(container, 'cat /var/lib/docker/overlay2/*/diff/etc/os-release | grep NAME='),
      ).toContain('NAME=');
    } finally {
      await container.remove({ force: true, v: true });
    }
  });

  test('another catalogue is another seed, and one that is used cannot be removed', async () => {
    const { docker, home, host, options } = box;
    const inspected = await docker.getImage('drydock/base/busybox:latest').inspect();
    const image = {
      image: 'drydock/base/busybox:latest',
      id: inspected.Id,
      source: 'stand-in',
      bytes: inspected.Size,
    } as const;
    const seed = await prepareSeed({
      ...{ docker, home, instance: options.instance, sandboxImage: host.sandboxImage },
      hubImage: host.hubImage,
      images: [{ ...image, name: `${options.instance}:only` }],
      report: () => undefined,
    });
    try {
      expect(seed.volume).not.toBe(host.seed);
      const small = createDockerDriver({ ...options, seed: seed.volume });
      const machine = await small.create({ id: newId() });
      expect(await sh(machine, LIST)).toBe(`${options.instance}:only\n`);
      const removal = await docker
        .getVolume(seed.volume)
        .remove()
        .catch((error) => isStatus(error, 409));
      expect(removal).toBe(true);
      expect(await sh(sandbox, LIST)).toContain('python:3.13-slim\n');
      await machine.destroy({ workspace: 'remove' });
      await small.close();
    } finally {
      await docker.getImage(seed.mark).remove();
      await docker.getVolume(seed.volume).remove();
    }
  });

  async function bareMachine(): Promise<Dockerode.Container> {
    const { docker, home, host, options } = box;
    const plan: SandboxPlan = {
      isolation: 'rootless',
      ...{ home, instance: options.instance, image: host.sandboxImage, seed: host.seed },
      ...{ owner: 'test', attempt: 'test', egress: 'none', withHub: false },
      spec: { id: newId() },
      subnet: subnetAt(0),
      disks: [{ Type: 'volume', Target: '/data', Source: '', ReadOnly: false }],
      diskTier: 'watched',
    };
    const settings = containerSettings(plan);
    return docker.createContainer({
      ...settings,
      HostConfig: { ...settings.HostConfig, NetworkMode: 'none', ExtraHosts: [] },
      NetworkingConfig: {},
    });
  }
});

async function startMachine(container: Dockerode.Container): Promise<void> {
  const stream = await container.attach({ stream: true, stdout: true, stderr: true });
  const ready = untilEngine('engine-ready', readMachineOutput(stream), AbortSignal.timeout(30_000));
  await container.start();
  await ready;
}

async function runIn(container: Dockerode.Container, line: string): Promise<string> {
  const exec = await container.exec({
    Cmd: ['/usr/lib/drydock/enter', 'sh', '-c', line],
    Env: ['DRYDOCK_DIRECTORY=/'],
    User: '1000:1000',
    AttachStdout: true,
    Tty: true,
  });
  const output = await exec.start({ hijack: true, stdin: false, Tty: true });
  return text(output);
}
