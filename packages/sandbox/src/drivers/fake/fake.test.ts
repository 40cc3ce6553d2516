import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { describeDriver } from '../../contract.ts';
import { SandboxError } from '../../errors.ts';
import { createFakeDriver, type FakeDriver } from './index.ts';

describeDriver({
  name: 'fake',
  async create() {
    const driver = createFakeDriver();
    return {
      driver,
      publish: async (sandbox, port) => {
        const release = driver.publish(sandbox.id, port);
        return async () => release();
      },
      kill: (sandbox) => driver.kill(sandbox.id),
      release: () => driver.dispose(),
    };
  },
});

describe('failures of the fake on demand', () => {
  let driver: FakeDriver;
  beforeAll(() => {
    driver = createFakeDriver({ patience: 50 });
  });
  afterAll(() => driver.dispose());

  test('a hanging sandbox answers nothing in time, and goes on afterwards', async () => {
    const sandbox = await driver.create({ id: 'hanging' });
    const release = driver.hang('hanging');
    const late = { code: 'ENGINE_TIMEOUT' };
    await expect(sandbox.exec({ command: ['true'] })).rejects.toMatchObject(late);
    await expect(sandbox.files.list()).rejects.toMatchObject(late);
    release();
    release();
    expect((await sandbox.exec({ command: ['true'] })).exitCode).toBe(0);
  });

  test('what waits for a hanging sandbox goes on when it is released in time', async () => {
    const patient = createFakeDriver({ patience: 60_000 });
    onTestFinished(() => patient.dispose());
    const sandbox = await patient.create({ id: 'slow' });
    const releases = [patient.hang('slow'), patient.hang('slow')];
    const listed = sandbox.files.list();
    for (const release of releases) release();
    expect((await listed).entries).toEqual([]);
  });

  test('a refused creation is refused once', async () => {
    driver.refuseNext(new SandboxError('ENGINE_UNREACHABLE', 'No engine.'));
    await expect(driver.create({ id: 'refused' })).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
    });
    await driver.create({ id: 'refused' });
  });

  test('a published port may be answered by another of this machine', async () => {
    const sandbox = await driver.create({ id: 'ports' });
    driver.publish('ports', 80, { at: 12_345 });
    expect(sandbox.endpoint(80)).toEqual({ hostname: '127.0.0.1', port: 12_345 });
  });
});
