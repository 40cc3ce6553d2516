import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver, SandboxLimits, SandboxNotice } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { createDockerDriver } from './index.ts';

const MIB = 1024 ** 2;

describe('the limits of a docker sandbox', { timeout: 90_000 }, () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
  });

  afterAll(async () => {
    await driver?.close();
    await box?.release();
  });

  /** A sandbox with these limits, what it tells, and its end. */
  async function limited(
    limits: Partial<SandboxLimits>,
    work: (sandbox: Sandbox, notices: readonly SandboxNotice[]) => Promise<void>,
    by = driver,
  ): Promise<void> {
    const sandbox = await by.create({ id: newId(), limits });
    const notices: SandboxNotice[] = [];
    sandbox.onNotice((notice) => notices.push(notice));
    try {
      await work(sandbox, notices);
    } finally {
      await sandbox.destroy({ workspace: 'remove' });
    }
  }

  const told = (notices: readonly SandboxNotice[], type: SandboxNotice['type']) =>
    until(`${type} is told`, () => notices.find((notice) => notice.type === type));

  test('memory: the program that takes it all is stopped, and told of; the engine goes on', async () => {
    await limited({ memory: 400 * MIB }, async (sandbox, notices) => {
      const hog = await sandbox.exec({ command: ['perl', '-e', 'my $x = "x" x 2_000_000_000;'] });
      expect(hog.exitCode).toBe(137);
      await told(notices, 'out-of-memory');
      expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
      expect(notices.map(({ type }) => type)).not.toContain('engine-ended');
    });
  });

  test('processes: a fork bomb is told of, and leaves a sandbox that can be used', async () => {
    await limited({ processes: 150 }, async (sandbox, notices) => {
      const bomb = 'bomb() { bomb | bomb & }; bomb; sleep 30';
      const running = sandbox.exec({ command: ['bash', '-c', bomb], timeout: 8_000 });
      running.catch(() => undefined);
      expect(await told(notices, 'processes-exhausted')).toMatchObject({ limit: 150 });
      await running.catch(() => undefined);
      await until('a command runs again', async () => {
        const answer = await sandbox
          .exec({ command: ['echo', 'back'], timeout: 5_000 })
          .catch(() => undefined);
        return answer?.exitCode === 0 ? true : undefined;
      });
    });
  });

  test('disk: what is too large is refused; room made is room to use', async () => {
    await limited({ disk: 300 * MIB, workspace: 100 * MIB }, async (sandbox, notices) => {
      const fill = (path: string, size: string) =>
        sandbox.exec({ command: ['fallocate', '-l', size, path] });
      for (const path of ['/root/big', '/var/lib/docker/big', '/tmp/big', '/workspace/big']) {
        const { exitCode, stderr } = await fill(path, '20G');
        expect(exitCode, path).not.toBe(0);
        expect(stderr, path).toMatch(/No space left|too large/i);
        await sh(sandbox, 'rm -f "$1"', path);
      }
      // In one go a file may still fit or not; in small pieces the disk becomes really full.
      await sh(sandbox, 'dd if=/dev/zero of=/root/fill bs=1M 2> /dev/null || true');
      expect(await told(notices, 'disk-full')).toMatchObject({ where: 'disk' });
      expect(await sh(sandbox, 'echo kept > /workspace/note && cat /workspace/note')).toBe(
        'kept\n',
      );
      await sh(sandbox, 'rm /root/fill');
      expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
    });
  });

  test('disk: a build that fills it fails with the reason, and the engine goes on', async () => {
    await limited({ disk: 300 * MIB }, async (sandbox) => {
      const dockerfile = 'FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M';
      const build = await sandbox.exec({
        command: ['docker', 'build', '--progress=plain', '-'],
        stdin: dockerfile,
        timeout: 60_000,
      });
      expect(build.exitCode).not.toBe(0);
      expect(build.stderr).toContain('No space left on device');
      expect(await sh(sandbox, 'docker run --rm hello-world')).toContain('Hello from Docker!');
    });
  });

  test('disk: where nothing else holds it, one that uses too much is paused until it is let go on', async () => {
    const watching = createDockerDriver({ ...box.options, diskTier: 'watched', diskLookMs: 300 });
    const limits = { disk: 50 * MIB, workspace: 50 * MIB };
    const work = async (sandbox: Sandbox, notices: readonly SandboxNotice[]) => {
      await sh(sandbox, 'fallocate -l 200M /root/big');
      const notice = await told(notices, 'paused-for-disk');
      expect(notice).toMatchObject({ limit: 100 * MIB });
      const waiting = sh(sandbox, 'rm /root/big; echo removed');
      await sandbox.resume();
      expect(await waiting).toBe('removed\n');
      expect(await sh(sandbox, 'echo goes on')).toBe('goes on\n');
    };
    await limited(limits, work, watching);
    await watching.close();
  });

  test.each(['learner', 'background'] as const)(
    'cores: those asked for, of one with the priority %s',
    async (priority) => {
      const sandbox = await driver.create({ id: newId(), limits: { cpus: 0.5 }, priority });
      try {
        const quota = await sh(
          sandbox,
          'cd /sys/fs/cgroup; cat cpu.max 2> /dev/null || cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us',
        );
        expect(quota.split(/\s+/).slice(0, 2)).toEqual(['50000', '100000']);
      } finally {
        await sandbox.destroy({ workspace: 'remove' });
      }
    },
  );

  test('open files of a process', async () => {
    await limited({ openFiles: 256 }, async (sandbox) => {
      expect(await sh(sandbox, 'ulimit -n; ulimit -Hn')).toBe('256\n256\n');
    });
  });
});
