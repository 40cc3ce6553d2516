import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whileServing } from '../serving.ts';
import { stopEngine, takeDown } from './take-down.ts';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-down-'));
  home = join(folder, 'home');
});
afterEach(() => rm(folder, { recursive: true }));

/** On a box with no engine. */
function down() {
  return takeDown({
    home,
    environment: {},
    stages: { run: (_title, work) => work(() => {}) },
    packages: false,
    systemSocket: join(folder, 'no.sock'),
    networkDevices: join(folder, 'no-devices'),
  });
}

test('on a box without Drydock nothing is removed', async () => {
  expect(await down()).toEqual({ removed: [], kept: [], packages: [] });
});

test('its folders go, and then the home', async () => {
  for (const name of ['pki', 'hub/main', 'cache', 'disks/main/a', 'workspaces/main']) {
    await mkdir(join(home, name), { recursive: true });
  }
  await writeFile(join(home, 'last-used.json'), '{}');
  const { removed } = await down();
  expect(removed).toEqual(
    ['pki', 'hub', 'cache', 'disks', 'workspaces', 'last-used.json'].map((name) =>
      join(home, name),
    ),
  );
  expect(await readdir(folder)).toEqual([]);
  expect((await down()).removed).toEqual([]);
});

test("an engine's folder without its engine goes", async () => {
  await mkdir(join(home, 'engine/data'), { recursive: true });
  expect((await down()).removed).toEqual(["Drydock's own engine and its data"]);
  expect(await readdir(folder)).toEqual([]);
});

test("packages that were installed stay on the record, and so do the user's files", async () => {
  await mkdir(join(home, 'mine'), { recursive: true });
  await writeFile(join(home, 'packages.json'), '["docker.io"]');
  expect(await down()).toMatchObject({ removed: [], packages: ['docker.io'] });
  expect((await readdir(home)).sort()).toEqual(['mine', 'packages.json']);
});

test('nothing goes while Drydock serves', async () => {
  await mkdir(join(home, 'pki'), { recursive: true });
  await whileServing({ home, instance: 'main' }, async () => {
    await expect(down()).rejects.toMatchObject({ code: 'BUSY' });
  });
  expect(await readdir(home)).toEqual(['pki']);
});

test('an engine that is not there is not stopped', async () => {
  expect(await stopEngine({ home, onlyIdle: true })).toEqual({ status: 'not-running' });
});
