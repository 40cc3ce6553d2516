import type Dockerode from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import type { Isolation } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { installPackages } from './host/debian/debian-packages.ts';
import { ownEnginePaths } from './host/engine/own-engine-paths.ts';
import { offeredRuntimes, requireRuntime } from './host/engine/runtimes.ts';
import { withHostLock } from './host/host-lock.ts';
import { isStatus } from './host/images/images.ts';
import { prepareRootSandboxImage } from './host/images/root-image.ts';
import { prepareHost } from './host/index.ts';
import { ownLabels } from './host/labels.ts';
import { createDockerDriver } from './index.ts';

let box: DockerUnderTest;

beforeAll(async () => {
  box = await dockerUnderTest();
});

afterAll(async () => {
  await box?.release();
});

describe('a sandbox under another OCI runtime', () => {
  test('is as unprivileged as any, and its engine runs containers', async () => {
    const { runtime } = await secondRuntime();
    const driver = createDockerDriver({ ...box.options, isolation: `runtime:${runtime}` });
    const sandbox = await driver.create({ id: newId() });
    try {
      expect(driver.isolation).toBe(`runtime:${runtime}`);
      const { Config, HostConfig } = await box.docker
        .getContainer(`drydock-${box.options.instance}-${sandbox.id}`)
        .inspect();
      expect(HostConfig.Runtime).toBe(runtime);
      expect([Config.User, HostConfig.CapAdd]).toEqual(['1000:1000', ['SETUID', 'SETGID']]);
      expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
      expect(await sh(sandbox, 'id -un; hostname > /etc/seen && cat /etc/seen')).toBe(
        'root\ndrydock\n',
      );
    } finally {
      await sandbox.destroy({ workspace: 'remove' });
      await driver.close();
    }
  });

  test('that cannot run here is refused in the words of that runtime', async () => {
    const { crun } = await secondRuntime();
    const refusal = await refusalOf('runtime:crun');
    if (crun === 'runs') expect(refusal).toBeUndefined();
    else expect((refusal as Error).message).toContain(crun);
  });

  test('which the engine does not offer is refused, with those that it does', async () => {
    await expect(refusalOf('runtime:nonsense')).resolves.toMatchObject({
      code: 'SANDBOX_START_FAILED',
      message: expect.stringContaining('The engine offers no runtime "nonsense"'),
    });
    const prepared = prepareHost({
      home: box.home,
      instance: box.options.instance,
      environment: { ...process.env, DRYDOCK_ISOLATION: 'runtime:nonsense' },
      stages: { run: (_title, work) => work(() => undefined) },
    });
    await expect(prepared).rejects.toMatchObject({
      code: 'RUNTIME_MISSING',
      message: expect.stringMatching(/offers only: .*runc/),
    });
  });
});

interface SecondRuntime {
  readonly runtime: string;
  /** `runs`, or why not. */
  readonly crun: string;
}

/**
 * Debian's crun where that can run: Drydock's own engine is told of it. Else runc by its name: crun refuses a box whose
 * cgroups are of both versions, and an engine of the host's own is not changed by a test.
 */
async function secondRuntime(): Promise<SecondRuntime> {
  const { docker, home, host } = box;
  if (host.engine.socket === ownEnginePaths(home).socket) {
    const { ID } = await docker.info();
    await withHostLock({ home }, async () => {
      await installPackages(['crun'], { home, report: () => undefined });
      await requireRuntime({ docker, engine: host.engine, home, isolation: 'runtime:crun' });
    });
    expect(await offeredRuntimes(docker)).toContain('crun');
    // Still the same engine, with its containers.
    expect((await docker.info()).ID).toBe(ID);
  }
  const crun = await tryPlainContainer({ Runtime: 'crun' });
  return { runtime: crun === 'runs' ? 'crun' : 'runc', crun };
}

/** `runs`, or the last words of the engine's refusal. */
async function tryPlainContainer(hostConfig: Dockerode.HostConfig): Promise<string> {
  const { docker, home, host, options } = box;
  let container: Dockerode.Container | undefined;
  try {
    container = await docker.createContainer({
      Image: host.sandboxImage,
      Entrypoint: ['true'],
      User: '0:0',
      Labels: ownLabels({ instance: options.instance, home }, 'build'),
      HostConfig: { NetworkMode: 'none', ...hostConfig },
    });
    await container.start();
    return 'runs';
  } catch (error) {
    return (error as Error).message.split(': ').at(-2) ?? '';
  } finally {
    await container?.remove({ force: true, v: true });
  }
}

async function refusalOf(isolation: Isolation, image = box.options.image): Promise<unknown> {
  const driver = createDockerDriver({ ...box.options, isolation, image });
  try {
    return await driver.create({ id: newId() }).then(
      async (sandbox) => sandbox.destroy({ workspace: 'remove' }),
      (error: unknown) => error,
    );
  } finally {
    await driver.close();
  }
}

describe('a privileged sandbox', () => {
  test('on a box that allows no privileged containers is refused in clear words', async () => {
    const image = await prepareRootSandboxImage(
      { ...box, instance: box.options.instance, report: () => undefined, signal: undefined },
      box.host.sandboxImage,
    );
    const allowed = await tryPlainContainer({ Privileged: true });
    const refusal = await refusalOf('privileged', image);
    // Another run may have begun with it: then it goes with that one.
    await box.docker.getImage(image).remove().catch(whenUsedOrGone);
    if (allowed === 'runs') expect(refusal).toBeUndefined();
    else
      expect(refusal).toMatchObject({
        code: 'SANDBOX_START_FAILED',
        message: expect.stringMatching(/allows no privileged containers.*--privileged-sandboxes/),
      });
  });
});

function whenUsedOrGone(error: unknown): void {
  if (!isStatus(error, 404, 409)) throw error;
}
