import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownLabels } from '../labels.ts';
import { prepareSandboxImage } from './sandbox-image.ts';
import { readTrust } from './trust.ts';

const instance = `test-${randomBytes(4).toString('hex')}`;
const docker = new Docker({
  socketPath: process.env.DRYDOCK_ENGINE_SOCKET ?? '/var/lib/drydock/engine/docker.sock',
});
const home = process.env.DRYDOCK_HOME ?? tmpdir();
let image: string;
let files: string;

beforeAll(async () => {
  image = await prepare();
  const container = await docker.createContainer({
    Image: image,
    Labels: ownLabels({ instance, home }, 'build'),
    User: '0:0',
    Entrypoint: ['sh', '-c'],
    Cmd: ['find / -xdev -printf "%U %y %m %p\\n"; getcap /usr/bin/newuidmap /usr/bin/newgidmap'],
    NetworkDisabled: true,
    Tty: true,
  });
  try {
    const output = await container.attach({ stream: true, stdout: true });
    await container.start();
    files = await text(output);
  } finally {
    await container.remove({ force: true, v: true });
  }
});

afterAll(async () => {
  await docker.getImage(image).remove();
});

test('preparing again builds nothing', async () => {
  const { Created } = await docker.getImage(image).inspect();
  expect(await prepare()).toBe(image);
  expect((await docker.getImage(image).inspect()).Created).toBe(Created);
});

test('every file is the learner’s, but the two programs that make the user namespace', () => {
  const ofRealRoot = files
    .split('\r\n')
    .filter((line) => line.startsWith('0 f '))
    .map((line) => line.split(' ').pop())
    // Made by the engine for each container.
    .filter((path) => !['/.dockerenv', '/dev/console'].includes(path ?? ''))
    .filter((path) => !['/etc/hostname', '/etc/hosts', '/etc/resolv.conf'].includes(path ?? ''));
  expect(ofRealRoot.sort()).toEqual(['/machine/usr/bin/newgidmap', '/machine/usr/bin/newuidmap']);
});

test('those two have one file capability each, and no setuid bit', () => {
  expect(files).toContain('/usr/bin/newuidmap cap_setuid=ep');
  expect(files).toContain('/usr/bin/newgidmap cap_setgid=ep');
  expect(files).toMatch(/^0 f 755 \/machine\/usr\/bin\/newuidmap\r$/m);
});

test('the engine starts as an ordinary user of the host', async () => {
  const { Config } = await docker.getImage(image).inspect();
  expect(Config.User).toBe('1000:1000');
  expect(Config.Entrypoint).toEqual(['/usr/bin/tini', '--', '/usr/lib/drydock/init']);
});

async function prepare(): Promise<string> {
  return prepareSandboxImage({
    docker,
    instance,
    home,
    // A remark in the bundle makes the image another: this run's own, which it may remove.
    trust: `${await readTrust({ own: [] })}# ${instance}\n`,
    report: () => undefined,
    installPackages: () =>
      Promise.reject(new Error('The host is not prepared: run `drydock prepare`.')),
  });
}
