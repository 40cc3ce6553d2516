import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DockerUnderTest, dockerUnderTest } from '../../docker-under-test.ts';
import { ownLabels } from '../labels.ts';
import { prepareConventionalImage, prepareRootSandboxImage } from './root-image.ts';

let under: DockerUnderTest;
/** Of this run alone: another run may build from the same sandbox image at the same time. */
let sandboxImage: string;
const made: string[] = [];

beforeAll(async () => {
  under = await dockerUnderTest();
  const { docker, host, options } = under;
  sandboxImage = `drydock/sandbox:${options.instance}`;
  const [repo = '', tag = ''] = sandboxImage.split(':');
  await docker.getImage(host.sandboxImage).tag({ repo, tag });
  made.push(sandboxImage);
});

afterAll(async () => {
  for (const image of made) await under.docker.getImage(image).remove();
  await under.release();
});

test('the system of learners as an image whose files are the real root’s', async () => {
  const image = await prepareConventionalImage(context(), sandboxImage);
  made.push(image);
  const seen = await output(image, `${FOREIGN}; getcap /usr/bin/newuidmap; dockerd --version`);
  expect(seen).toMatch(/^\/usr\/bin\/newuidmap cap_setuid=ep\r\nDocker version /);
  expect(await prepareConventionalImage(context(), sandboxImage)).toBe(image);
});

test('the sandbox image whose files are the real root’s starts as root', async () => {
  const image = await prepareRootSandboxImage(context(), sandboxImage);
  made.push(image);
  expect(await output(image, `${FOREIGN}; ls -d /machine/etc/apt`)).toBe('/machine/etc/apt\r\n');
  const { Config } = await under.docker.getImage(image).inspect();
  expect(Config).toMatchObject({
    User: '0:0',
    Entrypoint: ['/usr/bin/tini', '--', '/usr/lib/drydock/init'],
  });
});

/** Says nothing when no file belongs to an id that only shifted files have. */
const FOREIGN = 'find / -xdev ( -uid +999 -o -gid +999 ) -not -uid 65534'.replace(/[()]/g, '\\$&');

function context() {
  const { docker, home, options } = under;
  return { docker, home, instance: options.instance, report: () => undefined, signal: undefined };
}

async function output(image: string, command: string): Promise<string> {
  const { docker, home, options } = under;
  const container = await docker.createContainer({
    Image: image,
    Labels: ownLabels({ instance: options.instance, home }, 'build'),
    User: '0:0',
    Entrypoint: ['sh', '-c', command],
    NetworkDisabled: true,
    Tty: true,
  });
  try {
    const attached = await container.attach({ stream: true, stdout: true });
    await container.start();
    return await text(attached);
  } finally {
    await container.remove({ force: true, v: true });
  }
}
