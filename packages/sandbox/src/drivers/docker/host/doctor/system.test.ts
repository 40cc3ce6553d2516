import { expect, test } from 'vitest';
import { examinedBox, healthyEngine } from './examined.fixture.ts';
import { examineCgroups, examineSystem } from './system.ts';

test.each([
  ['6.1.0-13-amd64', 'x86_64', 'ok'],
  ['5.11.0', 'aarch64', 'ok'],
  ['5.10.0-26-amd64', 'x86_64', 'problem'],
  ['4.19.0', 'x86_64', 'problem'],
  ['6.1.0', 'riscv64', 'problem'],
])('Linux %s on %s is %s', async (kernel, machine, state) => {
  expect(await examineSystem(examinedBox({ kernel, machine }))).toMatchObject({ state });
});

test('cgroup v1 is told, also before there is an engine', async () => {
  expect(await examineCgroups(examinedBox())).toMatchObject({ state: 'ok' });
  const engine = { ...healthyEngine, cgroupVersion: '1' };
  expect(await examineCgroups(examinedBox({}, { engine }))).toMatchObject({
    state: 'warning',
    advice: expect.stringContaining('docker run --memory'),
  });
  const without = { engine: undefined };
  expect(await examineCgroups(examinedBox({}, without))).toMatchObject({ detail: 'version 1' });
  const unified = { read: async (path: string) => (path.includes('cgroup') ? 'cpu' : undefined) };
  expect(await examineCgroups(examinedBox(unified, without))).toMatchObject({ state: 'ok' });
});
