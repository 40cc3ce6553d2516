import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { processesOf } from './host-processes.fixture.ts';
import { createDockerDriver } from './index.ts';
import { importTools } from './web-container.ts';

describe('docker run with rights, in a sandbox', () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;
  let image: string;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
    image = await importTools(sandbox);
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  /** Runs a shell line in a container. */
  async function run(options: readonly string[], line: string) {
    const common = ['docker', 'run', '--rm', '-v=/usr:/usr:ro'];
    const { exitCode, stdout, stderr } = await sandbox.exec({
      command: [...common, ...options, image, 'sh', '-c', line],
    });
    return { exitCode, stdout, stderr };
  }

  const MOUNT = 'mkdir /m && mount -t tmpfs mine /m && grep -c ^mine /proc/mounts';

  test('--privileged starts, has every capability and mounts', async () => {
    const { exitCode, stdout, stderr } = await run(
      ['--privileged'],
      `${MOUNT}; grep CapEff /proc/self/status`,
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^1\nCapEff:\t0*1f*\n$/);
  });

  test('--cap-add SYS_ADMIN mounts, and without it nothing does', async () => {
    expect(await run(['--cap-add=SYS_ADMIN'], MOUNT)).toMatchObject({ exitCode: 0, stdout: '1\n' });
    expect((await run([], MOUNT)).exitCode).not.toBe(0);
  });

  test('--pid host and --network host show the sandbox, which is the host to them', async () => {
    const { stdout } = await run(
      ['--privileged', '--pid=host', '--network=host'],
      'ps -eo comm=; ip -br link',
    );
    expect(stdout).toMatch(/^dockerd$/m);
    expect(stdout).toMatch(/^docker0 /m);
  });

  test('none of it is root on the host', async () => {
    const options = '--privileged --pid=host --network=host -v=/:/host -v=/usr:/usr:ro';
    await sh(sandbox, `docker run -d --name most ${options} ${image} sleep 1000`);
    const container = box.docker.getContainer(`drydock-${box.options.instance}-${sandbox.id}`);
    const processes = await processesOf(container);
    expect(processes.map(({ name }) => name)).toContain('sleep');
    for (const { name, uids } of processes) expect(uids, name).not.toContain(0);
    await sh(sandbox, 'docker rm -f most');
  });

  test('its /sys stays read-only, for that is what a user namespace has', async () => {
    const line = 'mount -o remount,rw /sys; grep " /sys " /proc/mounts; : > /sys/kernel/profiling';
    const { stdout, stderr } = await run(['--privileged'], line);
    expect(stdout).toMatch(/^sysfs \/sys sysfs ro,/);
    expect(stderr).toMatch(/Read-only file system/);
  });

  test('there is no device of the host in it but the harmless ones', async () => {
    const { stdout } = await run(['--privileged'], 'ls -p /dev | grep -v /');
    const harmless = ['console', 'core', 'fd', 'full', 'null', 'ptmx', 'random', 'stderr', 'stdin'];
    harmless.push('stdout', 'tty', 'urandom', 'zero');
    expect(
      stdout
        .trim()
        .split('\n')
        .filter((name) => !harmless.includes(name)),
    ).toEqual([]);
  });

  test('what the kernel refuses is told with the reason', async () => {
    const { exitCode, stderr } = await run(['--ulimit=nofile=99999999'], 'true');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('operation not permitted (root of a sandbox is an ordinary user');
  });

  test('in a sandbox whose root is the real one, nothing is changed', async () => {
    const config = '{"mounts":[{"type":"sysfs","source":"sysfs","options":["nosuid"]}]}';
    const line = `mkdir -p /tmp/b && cd /tmp/b && echo '${config}' > config.json &&
      { /usr/lib/drydock/runc create --bundle /tmp/b one 2> /dev/null || cat config.json; }`;
    expect(await sh(sandbox, `export DRYDOCK_ISOLATION=privileged; ${line}`)).toBe(`${config}\n`);
    const changed = config.replace('"nosuid"', '"nosuid","ro"');
    expect(await sh(sandbox, line)).toBe(`${changed}\n`);
  });

  test('an engine’s other errors and exit codes are as ever', async () => {
    expect(await run([], 'echo out; exit 3')).toMatchObject({ exitCode: 3, stdout: 'out\n' });
    const { exitCode, stderr } = await run(['--entrypoint=/missing'], '');
    expect(exitCode).toBe(127);
    expect(stderr).toContain('no such file or directory');
    expect(stderr).not.toContain('ordinary user');
    expect(await sh(sandbox, 'docker info --format "{{.DefaultRuntime}}"')).toBe('runc\n');
  });
});
