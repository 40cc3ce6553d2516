import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { processesOf } from './host-processes.fixture.ts';
import { createDockerDriver } from './index.ts';
import { runWebContainer } from './web-container.ts';

const TOOLS = [
  ...['docker', 'bash', 'git', 'curl', 'wget', 'jq', 'vim', 'nano', 'less', 'ping', 'ip', 'ps'],
  ...['apt-get', 'dtach', 'perl', 'nsenter'],
];

describe('a docker sandbox', () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;
  const container = () => box.docker.getContainer(`drydock-${box.options.instance}-${sandbox.id}`);

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  test('is unprivileged, with all capabilities dropped but two', async () => {
    const { Config, HostConfig } = await container().inspect();
    expect(Config.User).toBe('1000:1000');
    expect(HostConfig.Privileged).toBe(false);
    expect(HostConfig.CapDrop).toEqual(['ALL']);
    expect(HostConfig.CapAdd).toEqual(['SETUID', 'SETGID']);
    expect(HostConfig.Binds).toBeNull();
    expect([HostConfig.Memory, HostConfig.PidsLimit]).toEqual([2 * 1024 ** 3, 512]);
  });

  test('no process of it is root on the host, those of its containers included', async () => {
    const stop = await runWebContainer(sandbox, 8099);
    const processes = await processesOf(container());
    for (const { name, uids } of processes) expect(uids, name).not.toContain(0);
    const names = processes.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['tini', 'dockerd', 'containerd', 'perl']));
    await stop();
  });

  test('its learner is root in it, at home in /root, and may write everywhere', async () => {
    expect(await sh(sandbox, 'id -un; echo $HOME $PWD; mkdir /ks && ls -d /ks')).toBe(
      'root\n/root /workspace\n/ks\n',
    );
  });

  test('has the tools that labs rely on', async () => {
    for (const tool of TOOLS) await sh(sandbox, 'command -v "$1"', tool);
    expect(await sh(sandbox, 'docker version --format "{{.Server.Os}}"')).toBe('linux\n');
    expect(await sh(sandbox, 'docker compose version')).toContain('Docker Compose');
    expect(await sh(sandbox, 'docker buildx version')).toContain('buildx');
  });

  test('installs packages', async () => {
    const command = ['sh', '-c', 'apt-get update -q && apt-get install -y figlet && figlet hi'];
    const { exitCode, stdout, stderr } = await sandbox.exec({ command, timeout: 100_000 });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain('Setting up figlet');
  });

  test('what a container publishes answers inside, at its address and at its endpoint', async () => {
    const stop = await runWebContainer(sandbox, 5001);
    await until('the port answers inside', async () => {
      const answer = await sh(sandbox, 'curl -s localhost:5001 || true');
      return answer === '' ? undefined : true;
    });
    const { hostname, port } = sandbox.endpoint(5001);
    const text = await (await fetch(`http://${hostname}:${port}/`)).text();
    expect(text).toBe('hello from a container\n');
    expect(await sh(sandbox, 'curl -s localhost:5001')).toBe(text);
    expect(
      await sh(
        sandbox,
        `curl -s "$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web-5001)"; ls /var/lib/docker/volumes > /dev/null`,
      ),
    ).toBe(text);
    await stop();
  });

  test('containers have IPv6 on a network that is made for it, and their ports answer at ::1', async () => {
    const stop = await runWebContainer(sandbox, 5002);
    await until('the port answers at ::1', async () =>
      (await sh(sandbox, 'curl -s "http://[::1]:5002" || true')) === 'hello from a container\n'
        ? true
        : undefined,
    );
    const given = '{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}';
    const address = await sh(
      sandbox,
      `docker network create --ipv6 six > /dev/null && docker network connect six web-5002 && docker inspect -f '${given}' web-5002`,
    );
    expect(address).toMatch(/^fd[0-9a-f:]+\n$/);
    await sh(sandbox, `ping -6 -c 1 -W 5 ${address.trim()}`);
    await stop();
  });

  test('a watch that the learner kills comes back and tells what it missed', async () => {
    const seen = new Set<string>();
    const release = sandbox.files.watch((changes) => {
      for (const { path } of changes) seen.add(path);
    });
    await sandbox.files.list(1);
    await sh(sandbox, 'pkill -KILL -f "[f]iles-watch"; echo > missed');
    await until('the missed file is told', () => seen.has('missed') || undefined);
    release();
    await until('the watch has ended', async () =>
      (await sh(sandbox, 'pgrep -f "[f]iles-watch" || true')) === '' ? true : undefined,
    );
  });

  test('terminals that are left or closed before their shell is there leave nobody behind', async () => {
    const slow = '/usr/local/bin/stty';
    const script = '#!/bin/sh\nsleep 1\nexec /usr/bin/stty "$@"\n';
    await sh(sandbox, `printf %s "$1" > ${slow}; chmod +x ${slow}`, script);
    const open = (name: string) => sandbox.openTerminal({ name, columns: 80, rows: 24 });
    await Promise.all([
      open('left').then((terminal) => terminal.detach()),
      open('closed').then((terminal) => terminal.close()),
    ]);
    await sh(sandbox, `sleep 2; rm ${slow}`);
    await until('only the shell of the one that was left remains', async () =>
      (await sh(sandbox, 'pgrep -fa "^dtach" | grep -o "terminals/[a-z]*" || true')) ===
      'terminals/left\n'
        ? true
        : undefined,
    );
  });
});
