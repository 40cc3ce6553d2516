import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DockerUnderTest, dockerUnderTest } from '../../docker-under-test.ts';
import { runOnHost } from '../debian/host-command.ts';
import { ownLabels } from '../labels.ts';
import { takeDown } from './take-down.ts';

const id = randomBytes(5).toString('hex').slice(0, 9);
const bridge = `dryd-n${id}`;
const volume = (whose: string) => `drydock-test-${id}-${whose}`;
let box: DockerUnderTest;
let home: string;
let elsewhere: string;

beforeEach(async () => {
  box = await dockerUnderTest();
  home = await mkdtemp(join(tmpdir(), 'drydock-home-'));
  elsewhere = await mkdtemp(join(tmpdir(), 'drydock-home-'));
});
afterEach(async () => {
  for (const whose of ['ours', 'theirs']) {
    // What the test has removed is not there.
    await box.docker
      .getVolume(volume(whose))
      .remove()
      .catch(() => undefined);
  }
  await box.release();
  for (const folder of [home, elsewhere]) await rm(folder, { recursive: true, force: true });
});

test('down takes forgotten bridges, mounted disks and the objects of its home, and not another’s', async () => {
  const mounted = join(home, 'disks/main/attempt');
  const image = join(home, 'disks/main/attempt.img');
  await mkdir(mounted, { recursive: true });
  await writeFile(image, '');
  await truncate(image, 16 * 1024 * 1024);
  await run('mkfs.ext4', '-q', '-F', image);
  await run('mount', '-o', 'loop', image, mounted);
  await run('ip', 'link', 'add', bridge, 'type', 'bridge');
  await makeVolume('ours', home);
  await makeVolume('theirs', elsewhere);

  const { removed } = await takeDown({
    home,
    environment: { DOCKER_HOST: `unix://${box.host.engine.socket}` },
    stages: { run: (_title, work) => work(() => undefined) },
    packages: false,
  });

  expect(removed).toContain(`bridge ${bridge}`);
  expect(removed).toContain(`volumes: ${volume('ours')}`);
  expect(existsSync(`/sys/class/net/${bridge}`)).toBe(false);
  expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(home);
  expect(existsSync(home)).toBe(false);
  const { Name } = await box.docker.getVolume(volume('theirs')).inspect();
  expect(Name).toBe(volume('theirs'));
});

function run(program: string, ...parameters: string[]): Promise<void> {
  return runOnHost({ program, arguments: parameters });
}

async function makeVolume(whose: string, of: string): Promise<void> {
  const Labels = ownLabels({ instance: 'main', home: of }, 'workspace');
  await box.docker.createVolume({ Name: volume(whose), Labels });
}
