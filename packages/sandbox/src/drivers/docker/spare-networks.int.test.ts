import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { connectEngine } from './engine.ts';
import { createDockerDriver } from './index.ts';
import { createSpareNetworks } from './spare-networks.ts';
import { createSubnetPool, SUBNET_COUNT, type SubnetPool } from './subnets.ts';

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

  test('a subnet that somebody else has is left to them', async () => {
    const { instance, home, connection } = box.options;
    const made = async (subnets: SubnetPool) => {
      const spares = createSpareNetworks({
        engine: connectEngine(connection),
        subnets,
        origin: { instance, home, owner: 'test' },
        wanted: true,
      });
      spares.refill('open');
      return await spares.take('open');
    };
    const theirs = (await made(createSubnetPool()))?.subnet.index;
    const choices = [theirs];
    const ours = await made(createSubnetPool(() => choices.shift() ?? randomInt(SUBNET_COUNT)));
    expect(theirs).toBeDefined();
    expect(ours).toBeDefined();
    expect(ours?.subnet.index).not.toBe(theirs);
    for (const id of await networks()) await box.docker.getNetwork(id).remove();
  });

  async function networksOf(sandboxId: string): Promise<string[]> {
    const container = box.docker.getContainer(`drydock-${box.options.instance}-${sandboxId}`);
    const { NetworkSettings } = await container.inspect();
    return Object.values(NetworkSettings.Networks).map(({ NetworkID }) => NetworkID);
  }
});
