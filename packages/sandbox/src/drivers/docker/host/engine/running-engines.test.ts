import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runningEngines } from './running-engines.ts';

let proc: string;

beforeEach(async () => {
  proc = await mkdtemp(join(tmpdir(), 'drydock-proc-'));
  await add('self', 'node', 'net:[1]');
});

afterEach(() => rm(proc, { recursive: true }));

async function add(name: string, program: string, network: string): Promise<void> {
  await mkdir(join(proc, name, 'ns'), { recursive: true });
  await writeFile(join(proc, name, 'comm'), `${program}\n`);
  await symlink(network, join(proc, name, 'ns/net'));
}

test('engines of this network namespace are found, whoever runs them', async () => {
  await add('10', 'dockerd', 'net:[1]');
  await add('11', 'containerd', 'net:[1]');
  await add('12', 'dockerd', 'net:[1]');
  expect(await runningEngines(proc)).toEqual([10, 12]);
});

test('an engine in a sandbox or another namespace is not one of this box', async () => {
  await add('10', 'dockerd', 'net:[2]');
  expect(await runningEngines(proc)).toEqual([]);
});

test('a process that ends meanwhile is passed over', async () => {
  await mkdir(join(proc, '10'));
  expect(await runningEngines(proc)).toEqual([]);
});

test('this machine can be asked', async () => {
  expect(await runningEngines()).toBeInstanceOf(Array);
});
