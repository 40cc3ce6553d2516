import { expect, test } from 'vitest';
import { examineCapacity, examineKernelLimits } from './capacity.ts';
import { examinedBox } from './examined.fixture.ts';

test('how many sandboxes fit: idle, at their memory limit, with full disks', async () => {
  expect(await examineCapacity(examinedBox())).toMatchObject({
    state: 'ok',
    detail:
      '16.0 GiB of memory and 100.0 GiB of disk free: 327 idle sandboxes, 8 when all use their 2 GiB, 10 when all fill their disks',
  });
});

test('too little of either is a warning; a disk that cannot be seen is not counted', async () => {
  const poor = { read: async () => 'MemAvailable: 1000000 kB\n' };
  expect(await examineCapacity(examinedBox(poor))).toMatchObject({ state: 'warning' });
  const full = { freeBytes: async () => 1024 ** 3 };
  expect(await examineCapacity(examinedBox(full))).toMatchObject({
    state: 'warning',
    advice: expect.stringContaining('6 GiB'),
  });
  const { detail } = await examineCapacity(examinedBox({ freeBytes: async () => undefined }));
  expect(detail).not.toContain('disk');
});

test('kernel limits that are too low are named', async () => {
  const low = async () => ['kernel.pid_max 32768 < 262144'];
  expect(await examineKernelLimits(examinedBox(), low)).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('kernel.pid_max 32768'),
    advice: '`drydock prepare` raises them.',
  });
  expect(await examineKernelLimits(examinedBox(), async () => [])).toMatchObject({ state: 'ok' });
});
