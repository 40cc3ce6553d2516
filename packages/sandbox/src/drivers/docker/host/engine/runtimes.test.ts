import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedRuntimes, offeredRuntimes, requireRuntime } from './runtimes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-runtimes-'));
});
afterEach(() => rm(folder, { recursive: true }));

const docker = {
  info: async () => ({ Runtimes: { runc: {}, kata: {}, 'io.containerd.runc.v2': {} } }),
} as unknown as Docker;
const engine = { socket: '/run/engine.sock', version: '1', own: false };

test('the runtimes that are installed, as an engine’s settings name them', async () => {
  await writeFile(join(folder, 'crun'), '');
  await writeFile(join(folder, 'runsc'), '');
  await chmod(join(folder, 'crun'), 0o755);
  expect(await installedRuntimes([folder])).toEqual({ crun: { path: join(folder, 'crun') } });
});

test('shims are no runtimes that a host chooses', async () => {
  expect(await offeredRuntimes(docker)).toEqual(['runc', 'kata']);
});

test('an engine of the host is asked, and never told', async () => {
  const request = { docker, engine, home: folder };
  await requireRuntime({ ...request, isolation: 'runtime:kata' });
  await requireRuntime({ ...request, isolation: 'rootless' });
  await expect(requireRuntime({ ...request, isolation: 'runtime:nonsense' })).rejects.toMatchObject(
    {
      code: 'RUNTIME_MISSING',
      message: expect.stringMatching(
        /runtime:nonsense.*\/run\/engine.sock offers only: runc, kata\./,
      ),
      hint: expect.stringContaining('daemon.json'),
    },
  );
});

test('Drydock’s own engine is not told of a runtime that is not there', async () => {
  const own = { ...engine, own: true };
  await expect(
    requireRuntime({ docker, engine: own, home: folder, isolation: 'runtime:nonsense' }),
  ).rejects.toMatchObject({
    code: 'RUNTIME_MISSING',
    hint: expect.stringContaining('Install nonsense'),
  });
});
