import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../../contract/subject.ts';
import { type DockerUnderTest, dockerUnderTest } from '../docker-under-test.ts';
import { createDockerDriver } from '../index.ts';
import type { DiskRequest, OpenDisks } from './disks.ts';
import { createImageDisks, diskFolders } from './images.ts';
import { isAttached, passCacheOfBox } from './loop.ts';

const run = promisify(execFile);
const MIB = 1024 ** 2;

describe('disks that are images', () => {
  let home: string;
  const instance = 'test';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'drydock-disks-'));
  });

  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  const create = () => createImageDisks({ home, instance });
  const request = (sandboxId: string): DiskRequest => ({
    sandboxId,
    attempt: randomBytes(8).toString('hex'),
    limits: { disk: 64 * MIB, workspace: 64 * MIB },
    labels: { data: {}, workspace: {} },
  });
  const sourcesOf = ({ mounts }: OpenDisks) => mounts.map(({ Source }) => String(Source));
  const mountsBelowHome = async () =>
    (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((l) => l.includes(home));

  test('are mounted when they are ready, belong to the learner, and take no room of their own', async () => {
    const disks = create();
    const opened = await disks.open(request('a'));
    await opened.ready;
    expect(await mountsBelowHome()).toHaveLength(2);
    for (const folder of sourcesOf(opened)) expect((await stat(folder)).uid).toBe(1000);
    const { workspaces } = diskFolders({ home, instance });
    const image = await stat(join(workspaces, 'a.img'));
    expect([image.size, image.blocks * 512 < 2 * MIB]).toEqual([64 * MIB, true]);
    await opened.close();
    await opened.close();
    expect(await mountsBelowHome()).toEqual([]);
    await disks.removeWorkspace('a');
    await disks.removeWorkspace('a');
    expect(await readdir(workspaces)).toEqual([]);
  });

  test('what is written to them is not copied into the page cache of the box once more', async () => {
    const disks = create();
    const opened = await disks.open(request('d'));
    await opened.ready;
    const { workspaces } = diskFolders({ home, instance });
    const directIo = async () => {
      const { stdout } = await run('losetup', ['-n', '-O', 'DIO', '-j', join(workspaces, 'd.img')]);
      return stdout.trim();
    };
    expect(await directIo()).toBe('0');
    const [, workspace = ''] = sourcesOf(opened);
    await passCacheOfBox(workspace);
    expect(await directIo()).toBe('1');
    await writeFile(join(workspace, 'note'), 'mine');
    expect(await readFile(join(workspace, 'note'), 'utf8')).toBe('mine');
    await opened.close();
    await disks.removeWorkspace('d');
  });

  test('a workspace is the same the next time; a machine’s disk is not', async () => {
    const disks = create();
    const first = await disks.open(request('b'));
    await first.ready;
    for (const folder of sourcesOf(first)) await writeFile(join(folder, 'note'), 'mine');
    await first.close();
    const second = await disks.open(request('b'));
    await second.ready;
    const [data = '', workspace = ''] = sourcesOf(second);
    expect(await readFile(join(workspace, 'note'), 'utf8')).toBe('mine');
    expect(await readdir(data)).toEqual(['lost+found']);
    await second.close();
    await disks.removeWorkspace('b');
  });

  test('a workspace that another sandbox still has is waited for, never mounted twice', async () => {
    const disks = create();
    const first = await disks.open(request('c'));
    await first.ready;
    const image = join(diskFolders({ home, instance }).workspaces, 'c.img');
    expect(await isAttached(image)).toBe(true);
    const second = await disks.open(request('c'));
    let isReady = false;
    const ready = second.ready.then(() => {
      isReady = true;
    });
    await run('sync');
    expect(isReady).toBe(false);
    await first.close();
    await ready;
    await second.close();
    await disks.removeWorkspace('c');
  });

  test('a sweep takes what a process left that was killed, and nothing of its own', async () => {
    const left = await create().open(request('d'));
    await left.ready;
    const mine = create();
    const own = await mine.open(request('e'));
    await own.ready;
    expect(await mine.sweep()).toHaveLength(2);
    expect(await mountsBelowHome()).toHaveLength(2);
    expect(await readdir(diskFolders({ home, instance }).disks)).toHaveLength(2);
    await own.close();
    expect(await readdir(diskFolders({ home, instance }).disks)).toEqual([]);
    for (const id of ['d', 'e']) await mine.removeWorkspace(id);
  });
});

describe('disks of sandboxes', () => {
  let box: DockerUnderTest;

  beforeAll(async () => {
    box = await dockerUnderTest();
  });

  afterAll(() => box?.release());

  test('are held by the container alone: killed, it leaves no mount, device or file but its workspace', async () => {
    const driver = createDockerDriver({ ...box.options, diskTier: 'image' });
    const sandbox = await driver.create({ id: newId() });
    const { disks, workspaces } = diskFolders({ home: box.home, instance: box.options.instance });
    await until('the host has let go of them', async () =>
      (await readdir(disks)).length === 0 ? true : undefined,
    );
    const image = join(workspaces, `${sandbox.id}.img`);
    expect(await isAttached(image)).toBe(true);
    await box.docker.getContainer(`drydock-${box.options.instance}-${sandbox.id}`).kill();
    await until('the kernel has freed its devices', async () =>
      (await isAttached(image)) ? undefined : true,
    );
    // What is left of it bears the name that the next one takes.
    await sandbox.destroy({ workspace: 'keep' });
    const next = await driver.create({ id: sandbox.id });
    await next.destroy({ workspace: 'remove' });
    expect(await readdir(workspaces)).toEqual([]);
    await driver.close();
  });

  test('start with less than 2 MiB for a machine with all base images', async () => {
    const driver = createDockerDriver({ ...box.options, diskTier: 'image' });
    const sandbox = await driver.create({ id: newId() });
    const [kilobytes = ''] = (await sh(sandbox, 'df --output=used /')).match(/\d+/) ?? [];
    expect(Number(kilobytes) * 1024).toBeLessThan(2 * MIB);
    const images = (await sh(sandbox, 'docker images -q')).trim().split('\n');
    expect(images.length).toBeGreaterThanOrEqual(8);
    await sandbox.destroy({ workspace: 'remove' });
    await driver.close();
  });
});
