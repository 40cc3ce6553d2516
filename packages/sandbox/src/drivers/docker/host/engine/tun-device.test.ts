import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTunDevice } from './tun-device.ts';

let folder: string;
let device: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-tun-'));
  device = join(folder, 'tun');
  await writeFile(device, '');
});
afterEach(() => rm(folder, { recursive: true }));

test('a device that everyone may open is left alone', async () => {
  await chmod(device, 0o666);
  expect(await openTunDevice(device)).toBe(false);
});

test.skipIf(process.getuid?.() !== 0)('root opens one that is closed', async () => {
  await chmod(device, 0o600);
  expect(await openTunDevice(device)).toBe(true);
  expect((await stat(device)).mode & 0o777).toBe(0o666);
});
