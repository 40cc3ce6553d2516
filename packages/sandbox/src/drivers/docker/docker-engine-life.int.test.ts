import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver, SandboxNotice } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { createDockerDriver } from './index.ts';

/** Of noticing that the engine has ended, in milliseconds. */
const NOTICE_LIMIT_MS = 2_000;

describe('the engine in a docker sandbox', { timeout: 60_000 }, () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;
  const notices: { readonly type: SandboxNotice['type']; readonly at: number }[] = [];

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
    sandbox.onNotice(({ type }) => notices.push({ type, at: performance.now() }));
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  test.each(['dockerd', 'containerd'])(
    'is told of when its %s is killed, and back with its images and containers',
    async (program) => {
      notices.length = 0;
      await sh(sandbox, 'docker rm -f kept; docker create --name kept hello-world');
      const killed = performance.now();
      await sh(sandbox, 'pkill -KILL -x "$1"', program);
      const ended = await until('its end is told', () =>
        notices.find(({ type }) => type === 'engine-ended'),
      );
      expect(ended.at - killed).toBeLessThan(NOTICE_LIMIT_MS);
      await until('it is back', () => notices.find(({ type }) => type === 'engine-ready'));
      expect(await sh(sandbox, 'docker ps -a --format "{{.Names}}"')).toBe('kept\n');
      expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
    },
  );

  test('takes the settings that a learner writes: when it is told to, and when it starts again', async () => {
    const labels = () => sh(sandbox, "docker info --format '{{json .Labels}}'");
    const file = '/root/.config/docker/daemon.json';
    expect(await sh(sandbox, 'ls -A "$1"', '/root/.config/docker')).toBe('');
    await sh(sandbox, `echo '{"labels":["by=learner"]}' > ${file}`);
    await sh(sandbox, 'pkill -HUP -x dockerd');
    await until('they are taken', async () => (await labels()).includes('by=learner') || undefined);
    notices.length = 0;
    await sh(sandbox, 'pkill -KILL -x dockerd');
    await until('it is back', () => notices.find(({ type }) => type === 'engine-ready'));
    expect(await labels()).toBe('["by=learner"]\n');
  });

  test('a paused sandbox does nothing until it is resumed', async () => {
    await sandbox.pause();
    await sandbox.pause();
    let answered = false;
    const answer = sh(sandbox, 'echo awake').then((text) => {
      answered = true;
      return text;
    });
    const { State } = await box.docker
      .getContainer(`drydock-${box.options.instance}-${sandbox.id}`)
      .inspect();
    expect(State.Paused).toBe(true);
    expect(answered).toBe(false);
    await sandbox.resume();
    await sandbox.resume();
    expect(await answer).toBe('awake\n');
  });
});
