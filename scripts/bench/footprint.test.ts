import { expect, test } from 'vitest';
import { availableMemory, memoryInUse, mountedDevices } from './footprint.ts';

test('file pages that nobody uses are not in use, on both versions of cgroups', () => {
  const v1 = { usage: 100, stats: { total_inactive_file: 30, inactive_file: 10 } };
  expect(memoryInUse(v1)).toBe(70);
  expect(memoryInUse({ usage: 100, stats: { inactive_file: 10 } })).toBe(90);
  expect(memoryInUse({ usage: 100, stats: {} })).toBe(100);
});

test('the device of a mount is found, with any number of optional fields before it', () => {
  const devices = mountedDevices(
    [
      '36 35 98:0 / /data/a rw,noatime master:1 shared:7 - ext4 /dev/loop3 rw,errors=continue',
      '37 35 98:1 / /data/b rw - overlay overlay rw,lowerdir=/l',
      '',
    ].join('\n'),
  );
  expect(devices.get('/data/a')).toBe('/dev/loop3');
  expect(devices.get('/data/b')).toBe('overlay');
  expect(devices.get('/data')).toBeUndefined();
});

test('this box has memory', async () => {
  expect(await availableMemory()).toBeGreaterThan(1024 ** 2);
});
