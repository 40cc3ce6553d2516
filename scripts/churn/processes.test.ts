import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allProcesses, containersOf } from './processes.ts';

const id = 'a'.repeat(64);

test('a container is found in the cgroups of both versions', () => {
  expect(containersOf(`4:memory:/docker/${id}\n3:cpuset:/docker/${id}\n`)).toEqual([id]);
  expect(containersOf(`0::/system.slice/docker-${id}.scope\n`)).toEqual([id]);
  expect(containersOf('0::/\n')).toEqual([]);
});

test('reads a process whose name has blanks and brackets in it', async () => {
  const proc = await mkdtemp(join(tmpdir(), 'drydock-proc-'));
  await mkdir(join(proc, '42'));
  await writeFile(join(proc, '42/stat'), '42 (a (b) c) S 7 42 42');
  await writeFile(join(proc, '42/cmdline'), 'sleep\u00001\u0000');
  await writeFile(join(proc, '42/cgroup'), `4:memory:/docker/${id}\n`);
  await mkdir(join(proc, '43'));
  expect(await allProcesses(proc)).toEqual([
    { pid: 42, name: 'a (b) c', command: 'sleep 1', parent: 7, containers: [id] },
  ]);
  await rm(proc, { recursive: true });
});
