import { text } from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../contract/subject.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { isStatus } from './host/images/images.ts';
import { prepareRootSandboxImage } from './host/images/root-image.ts';
import { readMachineOutput, untilEngine } from './machine-output.ts';
import { containerSettings, type SandboxPlan } from './settings.ts';
import { subnetAt } from './subnets.ts';

const HELLO = 'drydock/base/hello-world:latest';
/** What `--privileged` does by itself, and a box without CAP_SYS_RESOURCE refuses: the cgroups can be written. */
const WRITABLE_CGROUPS =
  'while read -r _ mount type _; do case $type in cgroup*) mount -o remount,bind,rw "$mount";; esac; done < /proc/mounts';

let box: DockerUnderTest;
let container: Dockerode.Container;
let image: string;

beforeAll(async () => {
  box = await dockerUnderTest();
  const { docker, home, host, options } = box;
  const { instance } = options;
  image = await prepareRootSandboxImage(
    { docker, home, instance, report: () => undefined, signal: undefined },
    host.sandboxImage,
  );
  const disk = (Target: string) => ({ Type: 'volume', Target, Source: '', ReadOnly: false });
  const plan: SandboxPlan = {
    ...{ home, instance, image, seed: undefined, isolation: 'privileged' },
    ...{ owner: 'test', attempt: 'test', egress: 'none', withHub: false },
    spec: { id: newId() },
    subnet: subnetAt(0),
    disks: [disk('/data'), disk('/workspace')] as SandboxPlan['disks'],
    diskTier: 'watched',
  };
  const settings = containerSettings(plan);
  container = await docker.createContainer({
    ...settings,
    Entrypoint: ['sh', '-c', `${WRITABLE_CGROUPS}; exec tini -- /usr/lib/drydock/init`],
    // As near to privileged as every box allows it.
    HostConfig: {
      ...settings.HostConfig,
      ...{ Privileged: false, NetworkMode: 'none', ExtraHosts: [] },
      CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      ...{ MaskedPaths: [], ReadonlyPaths: [] },
    },
    NetworkingConfig: {},
  });
  const output = await container.attach({ stream: true, stdout: true, stderr: true });
  const ready = untilEngine('engine-ready', readMachineOutput(output), AbortSignal.timeout(30_000));
  await container.start();
  await ready;
});

afterAll(async () => {
  await container?.remove({ force: true, v: true });
  // Another run may have begun with it: then it goes with that one.
  if (image) await box.docker.getImage(image).remove().catch(whenUsedOrGone);
  await box?.release();
});

test('the machine of a privileged sandbox has no user namespace, and its files belong to its root', async () => {
  expect(await run("awk '{ print $1, $2, $3 }' /proc/self/uid_map; id -un")).toBe(
    '0 0 4294967295\r\nroot\r\n',
  );
  expect(await run('pwd; touch here && stat -c %u / /etc /workspace here')).toBe(
    ['/workspace', '0', '0', '0', '0', ''].join('\r\n'),
  );
});

test('its engine runs containers', async () => {
  const saved = await box.docker.getImage(HELLO).get();
  const chunks: Buffer[] = [];
  for await (const chunk of saved) chunks.push(chunk as Buffer);
  const archive = pack();
  archive.entry({ name: 'hello.tar' }, Buffer.concat(chunks));
  archive.finalize();
  await container.putArchive(archive as unknown as NodeJS.ReadableStream, { path: '/workspace' });
  const output = await run(`docker load --quiet --input hello.tar && docker run --rm ${HELLO}`);
  expect(output).toContain('Hello from Docker!');
});

async function run(line: string): Promise<string> {
  const exec = await container.exec({
    Cmd: ['/usr/lib/drydock/enter', 'sh', '-c', line],
    AttachStdout: true,
    Tty: true,
  });
  const stream = await exec.start({ Tty: true });
  return text(stream);
}

function whenUsedOrGone(error: unknown): void {
  if (!isStatus(error, 404, 409)) throw error;
}
