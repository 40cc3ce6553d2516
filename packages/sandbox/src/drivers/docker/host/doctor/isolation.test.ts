import { expect, test } from 'vitest';
import { examinedBox, healthyEngine } from './examined.fixture.ts';
import { examineIsolation } from './isolation.ts';

const look = (isolation: string | undefined, engine = healthyEngine) =>
  examineIsolation(examinedBox({}, { engine, environment: { DRYDOCK_ISOLATION: isolation } }));

test('says what is in use and what the engine offers', async () => {
  expect(await look(undefined)).toMatchObject({
    state: 'ok',
    detail: 'rootless; the engine offers runc, crun',
  });
  expect(await look('runtime:crun')).toMatchObject({ state: 'ok' });
});

test('privileged is warned of', async () => {
  expect(await look('privileged')).toMatchObject({
    state: 'warning',
    detail: expect.stringContaining('root of this box'),
  });
});

test('a runtime that is not offered is a problem, and so is a word that means nothing', async () => {
  expect(await look('runtime:runsc')).toMatchObject({
    state: 'problem',
    advice: expect.stringContaining('daemon.json'),
  });
  expect(await look('runtime:runsc', { ...healthyEngine, own: true })).toMatchObject({
    advice: expect.stringContaining('Install runsc'),
  });
  expect(await look('jail')).toMatchObject({
    state: 'problem',
    detail: expect.stringContaining('jail'),
  });
});
