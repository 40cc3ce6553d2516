import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { SandboxDriver, SandboxExit } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { removeInstance } from './host/index.ts';
import { createDockerDriver } from './index.ts';

describe('what docker sandboxes leave', () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
  });

  afterEach(async () => {
    const other = createDockerDriver(box.options);
    await other.sweep();
    await other.close();
  });

  afterAll(async () => {
    await driver?.close();
    await box?.release();
  });

  test('destroying leaves the workspace, and nothing when that goes as well', async () => {
    const sandbox = await driver.create({ id: newId() });
    await sandbox.destroy();
    expect(await leftovers()).toEqual([workspaceOf(sandbox.id)]);
    await sandbox.destroy({ workspace: 'remove' });
    expect(await leftovers()).toEqual([]);
  });

  test('one that ends by itself cleans up after itself', async () => {
    const sandbox = await driver.create({ id: newId() });
    const reasons: string[] = [];
    sandbox.onExit(({ reason }) => reasons.push(reason));
    await containerOf(sandbox.id).kill();
    await until('its exit is told', () => (reasons.length > 0 ? true : undefined));
    expect(reasons).toEqual(['stopped']);
    await until('only the workspace is left', async () =>
      (await leftovers()).length === 1 ? true : undefined,
    );
    await driver.removeWorkspace(sandbox.id);
  });

  test('one whose first process is killed for want of memory says so', async () => {
    const memory = 256 * 1024 ** 2;
    const sandbox = await driver.create({ id: newId(), limits: { memory } });
    const exit = new Promise<SandboxExit>((resolve) => sandbox.onExit(resolve));
    // What the learner starts goes first otherwise, and an engine is started again.
    const { State } = await containerOf(sandbox.id).inspect();
    await writeFile(`/proc/${State.Pid}/oom_score_adj`, '1000');
    const hog = 'echo 0 > /proc/self/oom_score_adj; head -c 400m /dev/zero | tail';
    await expect(sandbox.exec({ command: ['sh', '-c', hog] })).rejects.toMatchObject({
      code: 'SANDBOX_GONE',
    });
    expect((await exit).reason).toBe('out-of-memory');
    await sandbox.destroy({ workspace: 'remove' });
  });

  test('a start that fails leaves nothing and says why', async () => {
    const id = newId();
    const missing = createDockerDriver({ ...box.options, image: 'drydock/no-such-image:1' });
    await expect(missing.create({ id })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
      message: expect.stringContaining('no-such-image'),
    });
    await expect(driver.create({ id, limits: { memory: 1 } })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
    });
    await driver.removeWorkspace(id);
    expect(await leftovers()).toEqual([]);
  });

  test('an aborted start leaves nothing', async () => {
    for (const stages of [1, 2]) {
      const id = newId();
      const controller = new AbortController();
      let count = 0;
      const onProgress = () => {
        count += 1;
        if (count === stages) controller.abort(new Error('left'));
      };
      await expect(driver.create({ id, onProgress }, controller.signal)).rejects.toThrow('left');
      await driver.removeWorkspace(id);
      expect(await leftovers()).toEqual([]);
    }
  });

  test('a sweep removes what another driver of the instance left, and its own not', async () => {
    const crashed = createDockerDriver(box.options);
    const left = await crashed.create({ id: newId() });
    const own = await driver.create({ id: newId() });
    await crashed.close();
    const { removed } = await driver.sweep();
    expect(removed).toContain(`drydock-${box.options.instance}-${left.id}`);
    expect(await sh(own, 'echo untouched')).toBe('untouched\n');
    await own.destroy({ workspace: 'remove' });
    expect(await leftovers()).toEqual([workspaceOf(left.id)]);
    await driver.removeWorkspace(left.id);
  });

  test('two drivers at once, of two instances, do not disturb each other', async () => {
    const { home, host } = box;
    const instance = `${box.options.instance}-b`;
    const neighbour = createDockerDriver({ ...box.options, instance });
    onTestFinished(() => removeInstance({ engine: host.engine, instance, home }));
    const id = newId();
    const [own, other] = await Promise.all([driver.create({ id }), neighbour.create({ id })]);
    await own.files.write({ path: 'whose', content: 'mine' });
    await other.files.write({ path: 'whose', content: 'theirs' });
    expect((await neighbour.sweep()).removed).toEqual([]);
    expect((await own.files.read('whose')).text).toBe('mine');
    await own.destroy({ workspace: 'remove' });
    expect((await other.files.read('whose')).text).toBe('theirs');
    await other.destroy({ workspace: 'remove' });
    await neighbour.close();
  });

  test('four at once get networks of their own', async () => {
    const sandboxes = await Promise.all([1, 2, 3, 4].map(() => driver.create({ id: newId() })));
    const addresses = sandboxes.map((sandbox) => sandbox.endpoint(80).hostname);
    expect(new Set(addresses).size).toBe(4);
    await Promise.all(sandboxes.map((sandbox) => sandbox.destroy({ workspace: 'remove' })));
    expect(await leftovers()).toEqual([]);
  });

  function containerOf(id: string) {
    return box.docker.getContainer(`drydock-${box.options.instance}-${id}`);
  }

  /** A file or a volume of its own, as this box can. */
  function workspaceOf(id: string) {
    return expect.stringMatching(
      new RegExp(`^drydock-.*-workspace-${id}$|/workspaces/.*/${id}\\.img$`),
    );
  }

  /** Files of this instance's disks. */
  async function diskFiles(kind: 'disks' | 'workspaces'): Promise<string[]> {
    const folder = join(box.home, kind, box.options.instance);
    if (!existsSync(folder)) return [];
    return (await readdir(folder)).map((name) => join(folder, name));
  }

  /** Names of everything that the engine and the box have of this instance. */
  async function leftovers(): Promise<string[]> {
    const filters = { label: [`io.drydock.instance=${box.options.instance}`] };
    const containers = await box.docker.listContainers({ all: true, filters });
    const networks = await box.docker.listNetworks({ filters });
    const { Volumes } = await box.docker.listVolumes({ filters });
    return [
      ...containers.map(({ Names }) => Names.join()),
      ...networks.map(({ Name }) => Name),
      ...Volumes.map(({ Name }) => Name),
      ...(await diskFiles('disks')),
      ...(await diskFiles('workspaces')),
    ];
  }
});
