import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh, until } from '../../contract/subject.ts';
import type { Egress, Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { startTokenService } from './host/hub/hub-client.fixture.ts';
import { placeHub, startPreparedHub, startPreparedPackages } from './host/index.ts';
import { type Outside, standInForOutside } from './host/network/outside.fixture.ts';
import { outcomes, probeScript } from './host/network/peers.fixture.ts';
import { createDockerDriver } from './index.ts';
import { runWebContainer } from './web-container.ts';

const EGRESSES = ['open', 'packages', 'none'] as const satisfies readonly Egress[];
const WEB_PORT = 5001;
const PACKAGES_LIMIT_MS = 110_000;

describe('what a docker sandbox reaches', () => {
  let box: DockerUnderTest;
  let outside: Outside;
  let tokens: Server;
  let driver: SandboxDriver;
  let sandboxes: Record<Egress, Sandbox>;

  beforeAll(async () => {
    box = await dockerUnderTest();
    const { options, host, home, docker } = box;
    const { instance } = options;
    const stages = {
      run: <T>(_: string, work: (report: () => void) => Promise<T>) => work(() => {}),
    };
    outside = await standInForOutside({ docker, image: host.firewallImage, instance, home });
    const place = await placeHub({ home, instance });
    const [hub, packages] = await Promise.all([
      startPreparedHub({ home, host, instance, place, storage: 'ephemeral' }),
      startPreparedPackages({ home, host, instance, stages, environment: process.env }),
    ]);
    tokens = await startTokenService(host.pki, join(place.socketDir, 'token.sock'));
    driver = createDockerDriver({ ...options, hub: hub.name, packages: packages.name });
    const create = (egress: Egress) => driver.create({ id: newId(), egress });
    sandboxes = {
      open: await create('open'),
      packages: await create('packages'),
      none: await create('none'),
    };
    for (const egress of EGRESSES) await runWebContainer(sandboxes[egress], WEB_PORT);
  }, 300_000);

  afterAll(async () => {
    for (const sandbox of Object.values(sandboxes ?? {}))
      await sandbox.destroy({ workspace: 'remove' });
    await driver?.close();
    tokens?.close();
    await outside?.remove();
    await box?.release();
  });

  /** Everything that must be out of reach of one sandbox, and answers to this box. */
  function forbiddenTo(egress: Egress): string[] {
    const others = EGRESSES.filter((other) => other !== egress);
    return [
      ...Object.values(outside.forbidden),
      `${gatewayOf(sandboxes[egress])} ${outside.servicePort}`,
      ...others.flatMap((other) => [
        `${gatewayOf(sandboxes[other])} ${outside.servicePort}`,
        `${addressOf(sandboxes[other])} ${WEB_PORT}`,
        `${hubOf(sandboxes[other])} 443`,
      ]),
    ];
  }

  test('all of it is there for the box itself', async () => {
    const targets = new Set([outside.internet, ...EGRESSES.flatMap(forbiddenTo)]);
    for (const target of targets) {
      const [, port] = target.split(' ');
      // Neither the hub nor a web server speaks first: that they take the connection is enough.
      const script = probeScript([target]);
      if (port === '443' || port === String(WEB_PORT)) await connects(target);
      else
        expect((await promisify(execFile)('bash', ['-c', script])).stdout, target).toBe(
          'reached\n',
        );
    }
  });

  const FROM = {
    'its terminal': (probe: string) => ['bash', '-c', probe],
    'a container in it': (probe: string) => inContainer(probe, []),
    'a container in it with its network': (probe: string) =>
      inContainer(probe, ['--network', 'host']),
  };

  describe.each(EGRESSES)('with egress %s', (egress) => {
    test.each(Object.entries(FROM))('from %s nothing around it', async (_from, command) => {
      const targets = forbiddenTo(egress);
      const found = await probe(sandboxes[egress], targets, command);
      expect(found).toEqual(Object.fromEntries(targets.map((target) => [target, 'refused'])));
    });

    test('the internet, if it is `open`', async () => {
      const expected = { [outside.internet]: egress === 'open' ? 'reached' : 'refused' };
      for (const command of Object.values(FROM)) {
        expect(await probe(sandboxes[egress], [outside.internet], command)).toEqual(expected);
      }
    });

    test('its hub, by the names of Docker Hub', async () => {
      const ask = 'curl -s -o /dev/null -w "%{http_code}" https://registry-1.docker.io/v2/';
      expect(await sh(sandboxes[egress], ask)).toBe('401');
      expect(await sh(sandboxes[egress], 'docker pull -q alpine')).toContain('alpine');
    });

    test('names of the internet, if it is `open`', async () => {
      const resolve = sh(sandboxes[egress], 'getent ahostsv4 deb.debian.org');
      if (egress === 'open') expect(await resolve).toContain('STREAM');
      else await expect(resolve).rejects.toThrow('2');
    });

    test('the box reaches what it publishes', async () => {
      const { hostname, port } = sandboxes[egress].endpoint(WEB_PORT);
      const text = await (await fetch(`http://${hostname}:${port}/`)).text();
      expect(text).toBe('hello from a container\n');
    });

    test('it has no address of IPv6', async () => {
      const container = box.docker.getContainer(
        `drydock-${box.options.instance}-${sandboxes[egress].id}`,
      );
      const { State } = await container.inspect();
      const { stdout } = await promisify(execFile)('cat', [`/proc/${State.Pid}/net/if_inet6`]);
      expect(stdout.replaceAll(/.* lo\n/g, '')).toBe('');
    });
  });

  describe('with egress packages', () => {
    test('anything but a mirror is refused with a page that says so', async () => {
      const page = await sh(sandboxes.packages, 'curl -s http://example.test/');
      expect(page).toContain('example.test is not one of them');
      const code = await sh(
        sandboxes.packages,
        'curl -s -o /dev/null -w "%{http_connect}" https://example.test/ || true',
      );
      expect(code).toBe('403');
    });

    test('the proxy leads to nothing of the box either', async () => {
      for (const target of Object.values(outside.forbidden)) {
        const url = `http://${target.replace(' ', ':')}/`;
        const ask = 'curl -s --noproxy "" -o /dev/null -w "%{http_code}" "$1"';
        expect(await sh(sandboxes.packages, ask, url)).toBe('403');
      }
    });

    test('what one has fetched the next gets from the cache', async () => {
      await sh(sandboxes.packages, 'apt-get update -q');
      const fetchOne =
        "curl -s -o /dev/null -D - $(apt-get download --print-uris hello | cut -d \"'\" -f 2) | tr -d '\\r'";
      await sh(sandboxes.packages, fetchOne);
      expect(await sh(sandboxes.packages, fetchOne)).toContain('packages.drydock;hit');
    });

    test.each([
      ['python:3.13-slim', 'pip install six'],
      ['node:20-slim', 'npm install --prefix /app is-odd'],
    ])('in a build on %s: %s', async (image, line) => {
      const dockerfile = `FROM ${image}\nRUN ${line}\n`;
      const { exitCode, stderr } = await sandboxes.packages.exec({
        command: ['docker', 'build', '--progress', 'plain', '-'],
        stdin: dockerfile,
        timeout: PACKAGES_LIMIT_MS,
      });
      expect(exitCode, stderr).toBe(0);
    });
  });

  test('without a package proxy no sandbox has the egress packages', async () => {
    const without = createDockerDriver(box.options);
    await expect(without.create({ id: newId(), egress: 'packages' })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
      message: expect.stringContaining('DRYDOCK_EGRESS'),
    });
    await without.close();
  });

  test('without the firewall no sandbox starts, and nothing of it is left', async () => {
    const id = newId();
    const own = { filters: { label: [`io.drydock.instance=${box.options.instance}`] } };
    const networks = async () => (await box.docker.listNetworks(own)).map(({ Id }) => Id).sort();
    const before = await networks();
    const unguarded = createDockerDriver({ ...box.options, firewall: 'drydock/no-such-image:1' });
    await expect(unguarded.create({ id })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
      message: expect.stringContaining('packet filter'),
    });
    await unguarded.close();
    const filters = { label: [`io.drydock.sandbox=${id}`] };
    expect(await box.docker.listContainers({ all: true, filters })).toEqual([]);
    expect(await networks()).toEqual(before);
    await driver.removeWorkspace(id);
  });

  test('the hub is no router', async () => {
    const hub = box.docker.getContainer(`drydock-hub-${box.options.instance}`);
    const { State } = await hub.inspect();
    const forwards = ['-t', String(State.Pid), '-n', 'cat', '/proc/sys/net/ipv4/ip_forward'];
    expect((await promisify(execFile)('nsenter', forwards)).stdout).toBe('0\n');
  });
});

async function probe(
  sandbox: Sandbox,
  targets: readonly string[],
  command: (probe: string) => readonly string[],
) {
  const line = command(probeScript(targets));
  const { exitCode, stdout, stderr } = await sandbox.exec({ command: line, timeout: 60_000 });
  if (exitCode !== 0) throw new Error(`${exitCode}: ${stderr}`);
  return outcomes(targets, stdout);
}

function inContainer(probe: string, options: readonly string[]): string[] {
  const run = ['docker', 'run', '--rm', ...options, '-v', '/usr:/usr:ro'];
  return [...run, 'drydock-test/tools', 'bash', '-c', probe];
}

function addressOf(sandbox: Sandbox): string {
  return sandbox.endpoint(WEB_PORT).hostname;
}

function hubOf(sandbox: Sandbox): string {
  return neighbourOf(sandbox, -1);
}

function gatewayOf(sandbox: Sandbox): string {
  return neighbourOf(sandbox, -2);
}

/** The address so far from the sandbox's own, see subnetAt(). */
function neighbourOf(sandbox: Sandbox, distance: number): string {
  const parts = addressOf(sandbox).split('.');
  return [...parts.slice(0, 3), Number(parts[3]) + distance].join('.');
}

async function connects(target: string): Promise<void> {
  const [address = '', port = ''] = target.split(' ');
  await until(`${target} answers`, async () => {
    const line = `exec 3<>/dev/tcp/${address}/${port}`;
    return promisify(execFile)('timeout', ['4', 'bash', '-c', line]).then(
      () => true,
      () => undefined,
    );
  });
}
