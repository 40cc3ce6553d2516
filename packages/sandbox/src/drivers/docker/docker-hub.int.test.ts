import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { startTokenService } from './host/hub/hub-client.fixture.ts';
import { placeHub, startPreparedHub } from './host/index.ts';
import { createDockerDriver } from './index.ts';

describe('a docker sandbox beside the class hub', () => {
  let box: DockerUnderTest;
  let hub: Awaited<ReturnType<typeof startPreparedHub>>;
  let tokens: Server;
  let driver: SandboxDriver;
  let sandbox: Sandbox;

  beforeAll(async () => {
    box = await dockerUnderTest();
    const { options, host, home } = box;
    const { instance } = options;
    const place = await placeHub({ home, instance });
    hub = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
    tokens = await startTokenService(host.pki, join(place.socketDir, 'token.sock'));
    driver = createDockerDriver({ ...options, hub: hub.name });
    sandbox = await driver.create({ id: newId() });
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    tokens?.close();
    await hub?.release();
    await box?.release();
  });

  test('pulls and runs as if Docker Hub were there', async () => {
    expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
  });

  test('trusts it by its names', async () => {
    const status = 'curl -s -o /dev/null -w "%{http_code}" https://registry-1.docker.io/v2/';
    expect(await sh(sandbox, status)).toBe('401');
  });

  test('ends and starts again without the hub noticing', async () => {
    const next = await driver.create({ id: newId() });
    await next.destroy({ workspace: 'remove' });
    expect(await sh(sandbox, 'docker pull -q alpine')).toContain('alpine');
  });
});
