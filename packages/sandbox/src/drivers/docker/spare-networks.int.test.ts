import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { createDockerDriver } from './index.ts';

describe('networks made ahead', { timeout: 60_000 }, () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver({ ...box.options, networksAhead: true });
  });

  afterAll(() => box?.release());

  const networks = async () => {
    const label = [`io.drydock.instance=${box.options.instance}`, 'io.drydock.kind=network'];
    return (await box.docker.listNetworks({ filters: { label } })).map(({ Id }) => Id);
  };
  const untilThereAre = (count: number) =>
    until(`there are ${count} networks`, async () =>
      (await networks()).length === count ? true : undefined,
    );

  test('one waits, the next sandbox takes it, and it goes with the driver', async () => {
    const first = await driver.create({ id: newId() });
    await untilThereAre(2);
    const [ofFirst] = await networksOf(first.id);
    const [spare] = (await networks()).filter((id) => id !== ofFirst);
    const second = await driver.create({ id: newId() });
    expect(await networksOf(second.id)).toEqual([spare]);
    expect(await sh(second, 'docker run --rm hello-world')).toContain('Hello from Docker!');
    await untilThereAre(3);
    expect(await driver.sweep()).toEqual({ removed: [] });
    await first.destroy({ workspace: 'remove' });
    await second.destroy({ workspace: 'remove' });
    expect(await networks()).toHaveLength(1);
    await driver.close();
    expect(await networks()).toEqual([]);
  });

  test('one that somebody has removed meanwhile is made again', async () => {
    const careless = createDockerDriver({ ...box.options, networksAhead: true });
    const first = await careless.create({ id: newId() });
    await untilThereAre(2);
    const [ofFirst] = await networksOf(first.id);
    for (const id of await networks()) {
      if (id !== ofFirst) await box.docker.getNetwork(id).remove();
    }
    const second = await careless.create({ id: newId() });
    expect(await sh(second, 'echo here')).toBe('here\n');
    await first.destroy({ workspace: 'remove' });
    await second.destroy({ workspace: 'remove' });
    await careless.close();
    expect(await networks()).toEqual([]);
  });

  async function networksOf(sandboxId: string): Promise<string[]> {
    const container = box.docker.getContainer(`drydock-${box.options.instance}-${sandboxId}`);
    const { NetworkSettings } = await container.inspect();
    return Object.values(NetworkSettings.Networks).map(({ NetworkID }) => NetworkID);
  }
});
