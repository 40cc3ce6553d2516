import { dirname } from 'node:path';
import { conditionSchema, type Judgement, judge } from '@drydock/lab-format/check';
import type { Sandbox, SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  drydockHome,
  type PreparedHost,
  placeHub,
  prepareHost,
  removeInstance,
  startPreparedHub,
} from '@drydock/sandbox/docker/host';
import { customAlphabet } from 'nanoid';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hub, openHub } from './hub/hub.ts';

const newName = customAlphabet('0123456789abcdef', 12);

/** What a learner does in a lab: two builds, of which the second takes a step from the cache, and all that is run. */
const WORK = `
set -eu
cat > Dockerfile <<'END'
FROM nginx:alpine
RUN echo flask > /installed
COPY index.html /usr/share/nginx/html/
LABEL maintainer=ann
ENV MODE=class
WORKDIR /usr/share/nginx/html
EXPOSE 8080
END
echo 'hello world!' > index.html
docker build -q -t flask-app:v1 .
echo 'hello beautiful world!' > index.html
docker build -q -t flask-app .
printf 'FROM alpine\\nCOPY index.html /\\nRUN echo flask > /installed\\nRUN rm -r /tmp && mkdir /tmp\\n' > Dockerfile.late
docker build -q -t late -f Dockerfile.late .
docker tag flask-app "$DOCKERHUB_USERNAME/flask-app:v2"
echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin
docker push -q "$DOCKERHUB_USERNAME/flask-app:v2"
docker network create backend
docker run -d --name web --network backend -p 5001:80 -v data:/data --restart unless-stopped -e SHIP=Endeavour flask-app
docker exec web sh -c 'echo a note > /data/notes.txt; echo inside > /tmp/inside'
docker run --name job alpine sh -c 'echo all done; exit 3' || true
docker run -d --name box --privileged --cap-add NET_ADMIN -p 5002:99 alpine sleep 600
docker run -d --name old -p 5003:80 flask-app:v1
docker tag flask-app flask-app:v1
`;

interface Case {
  readonly condition: unknown;
  /** What is said before anything was done. */
  readonly before: string | RegExp;
}

/** All of these hold after the work, and none before. */
const CASES: readonly Case[] = [
  { condition: { file: 'index.html' }, before: 'There is no index.html yet.' },
  {
    condition: { file: { path: 'index.html', contains: '/^hello .*world!$/m', lacks: 'goodbye' } },
    before: 'There is no index.html yet.',
  },
  {
    condition: { dockerfile: { order: ['FROM nginx', 'RUN', 'COPY index.html'], lacks: 'ADD' } },
    before: 'There is no Dockerfile in the workspace yet.',
  },
  {
    condition: { image: 'flask-app' },
    before: /^There is no image called flask-app yet: found .*alpine/,
  },
  {
    condition: {
      image: {
        ...{ name: 'flask-app', labels: { maintainer: 'ann' }, environment: { MODE: 'class' } },
        ...{ workdir: '/usr/share/nginx/html', user: 'root', exposes: 8080, command: 'nginx' },
        ...{ history: ['RUN echo flask', 'COPY index.html'], builtFrom: 'nginx:alpine' },
        ...{ smallerThan: '900MB', sameAs: '$DOCKERHUB_USERNAME/flask-app:v2' },
        files: [
          '/usr/share/nginx/html',
          { path: '/usr/share/nginx/html/index.html', contains: 'beautiful' },
          { path: '/nowhere', state: 'absent' },
        ],
      },
    },
    before: /^There is no image called flask-app yet/,
  },
  {
    condition: { image: { name: 'late', files: { path: '/tmp/x', state: 'absent' } } },
    before: /^There is no image called late yet/,
  },
  {
    condition: { cache: { image: 'flask-app', steps: 'RUN echo', ran: 'COPY', atLeast: 1 } },
    before: /^There is no image called flask-app yet/,
  },
  {
    condition: { volume: { name: 'data', files: { path: 'notes.txt', contains: 'a note' } } },
    before: 'There is no volume called data yet: found nothing.',
  },
  {
    condition: { network: { name: 'backend', containers: 'web' } },
    before: /^There is no network called backend yet: found .*bridge/,
  },
  {
    condition: { container: 'web' },
    before: 'There is no container called web yet: found nothing.',
  },
  {
    condition: {
      container: {
        ...{
          name: 'web',
          image: 'flask-app',
          publishes: '5001:80',
          mounts: ['data:/data', 'data'],
        },
        ...{ networks: 'backend', restart: 'unless-stopped', environment: ['SHIP'] },
        ...{ privileged: false, command: 'nginx' },
        files: [
          { path: '/tmp/inside', contains: 'inside' },
          { path: '/data/notes.txt', contains: 'a note' },
          '/usr/share',
          { path: '/nowhere', state: 'absent' },
        ],
      },
    },
    before: /^There is no image called flask-app yet/,
  },
  {
    condition: { container: { name: 'job', exitCode: 3, logs: 'all done' } },
    before: /^There is no container called job yet/,
  },
  {
    condition: { container: { publishes: 5002, privileged: true, capAdd: 'NET_ADMIN' } },
    before: 'No container publishes port 5002: found nothing.',
  },
  {
    condition: { port: { port: 5001, body: 'hello beautiful world!' } },
    before: 'No running container publishes port 5001, and nothing else answers there.',
  },
  { condition: { port: { port: 5001, path: '/nothing', status: 404 } }, before: /^No running/ },
  { condition: { hub: 'flask-app:v2' }, before: /^The hub has no .*: log in to docker.io first/ },
  {
    condition: { hub: { repository: 'flask-app', tag: 'v2', sameAs: 'flask-app' } },
    before: /^There is no image called flask-app yet/,
  },
  {
    condition: [{ any: [{ image: 'nowhere' }, { image: 'flask-app' }] }, { not: { image: 'x' } }],
    before: /^None of these yet: There is no image called nowhere.* Or: There is no image called/,
  },
];

/** After the work, these are what is not so. */
const WRONG: readonly (readonly [condition: unknown, why: string | RegExp])[] = [
  [
    { file: { path: 'index.html', contains: 'goodbye' } },
    /found “hello beautiful world!”; expected “goodbye”/,
  ],
  [
    { dockerfile: { path: 'Dockerfile.late', order: ['RUN echo flask', 'COPY'] } },
    /but COPY comes before RUN echo flask: found COPY index.html \/ \(line 2\), then RUN echo flask/,
  ],
  [
    { image: { name: 'late', history: ['RUN echo flask', 'COPY'] } },
    /^The image late exists, but COPY comes before RUN echo flask: found COPY index.html \/, then RUN echo flask > \/installed; expected RUN echo flask, then COPY\.$/,
  ],
  [
    { image: { name: 'late', labels: ['maintainer'] } },
    /its labels are others: found .*; expected maintainer/,
  ],
  [{ image: { name: 'late', builtFrom: 'nginx:alpine' } }, /was not built from nginx:alpine/],
  [
    { image: { name: 'flask-app', smallerThan: 'alpine' } },
    /too large: found .*MB; expected less than .*\(alpine\)/,
  ],
  [{ image: { name: 'flask-app', sameAs: 'late' } }, /are two images/],
  [
    { image: { name: 'late', files: '/usr/share/nginx' } },
    'There is no /usr/share/nginx in the image late yet.',
  ],
  [{ image: { name: 'late', state: 'absent' } }, 'The image late is still there.'],
  [
    { cache: { image: 'flask-app', steps: 'COPY' } },
    /has COPY, but did not take it from the cache: found from the cache: RUN echo flask/,
  ],
  [{ cache: 'late' }, /^The newest build of late took 0 of its 3 steps from the cache/],
  [{ cache: 'alpine' }, /was not built here/],
  [
    { volume: { name: 'data', files: 'other.txt' } },
    'There is no other.txt in the volume data yet.',
  ],
  [
    { network: { name: 'backend', containers: ['web', 'box'] } },
    /box is not attached to it: found web/,
  ],
  [
    { container: 'job' },
    /^The container job has ended with exit code 3; expected it to be running: see/,
  ],
  [{ container: { name: 'job', exitCode: 0 } }, /has ended with exit code 3; expected exit code 0/],
  [{ container: { name: 'old', image: 'flask-app:v1' } }, /is of an earlier flask-app:v1/],
  [{ container: { name: 'web', publishes: 8080 } }, /does not publish 8080: found 5001:80/],
  [{ container: { name: 'box', capDrop: 'ALL' } }, /without --cap-drop ALL: found nothing/],
  [{ container: { state: 'absent' } }, /^Containers are still there: /],
  [{ port: 5002 }, /^The container box publishes port 5002, but nothing answers there/],
  [{ port: { port: 5003, body: 'beautiful' } }, /found “hello world!”; expected “beautiful”/],
  [{ hub: 'flask-app:v3' }, /^The hub has .*\/flask-app, but not v3: found v2\.$/],
  [{ hub: { repository: 'flask-app', tag: 'v2', sameAs: 'late' } }, /but not as late is now/],
  [{ not: { image: 'flask-app' } }, /^Found what should not be: The image flask-app is there/],
  [{ image: 'nowhere', otherwise: 'Build it.' }, 'Build it.'],
];

describe('declared checks on a real engine', { timeout: 60_000 }, () => {
  let host: PreparedHost;
  let home: string;
  let driver: SandboxDriver;
  let hub: Hub;
  let registry: Awaited<ReturnType<typeof startPreparedHub>>;
  let sandbox: Sandbox;
  const instance = `test-${newName()}`;

  beforeAll(async () => {
    home = drydockHome(process.env);
    host = await prepareHost({
      ...{ home, instance: 'main', environment: process.env },
      stages: { run: (_title, work) => work(() => undefined) },
    });
    const place = await placeHub({ home, instance });
    registry = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
    hub = await openHub({
      pkiDirectory: dirname(host.pki.caCertFile),
      socketDirectory: place.socketDir,
      logger: pino({ level: 'silent' }),
    });
    await hub.listen();
    driver = createDockerDriver({
      ...{ connection: { socketPath: host.engine.socket }, instance, home },
      ...{ image: host.sandboxImage, firewall: host.firewallImage, seed: host.seed },
      hub: registry.name,
    });
    const { username, password } = hub.accounts.open();
    sandbox = await driver.create({
      id: newName(),
      environment: { DOCKERHUB_USERNAME: username, DOCKERHUB_PASSWORD: password },
    });
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await hub?.close();
    await registry?.release();
    if (host) await removeInstance({ engine: host.engine, instance, home });
  });

  function look(condition: unknown): Promise<Judgement> {
    const declared = conditionSchema.parse(condition);
    return judge({ type: 'declared', name: 'check', condition: declared }, sandbox);
  }

  test('before the work none of them passes, and each says what is missing', async () => {
    for (const { condition, before } of CASES) await expectNotYet(condition, before);
  });

  test('after the work all of them pass', async () => {
    const work = await sandbox.exec({ command: ['bash', '-c', WORK], timeout: 50_000 });
    expect(work, work.stderr).toMatchObject({ exitCode: 0 });
    for (const { condition } of CASES) {
      expect(await look(condition), JSON.stringify(condition)).toEqual({ outcome: 'pass' });
    }
  });

  test('what is not so is told with what was found', async () => {
    for (const [condition, why] of WRONG) await expectNotYet(condition, why);
  });

  test('looking leaves nothing behind', async () => {
    const { stdout } = await sandbox.exec({
      command: ['sh', '-c', 'docker ps -aq | wc -l; ls -A /mnt; mount | grep -c " /mnt " || true'],
    });
    expect(stdout).toBe('4\n0\n');
  });

  test('a hub or an engine that does not answer is no fault of the learner’s', async () => {
    await hub.close();
    await expect(look({ hub: 'flask-app:v2' })).rejects.toMatchObject({ code: 'HUB_UNAVAILABLE' });
    // What starts it again stands still: it could be back before the check looks.
    const run = (script: string) => sandbox.exec({ command: ['sh', '-c', script] });
    await run("pkill -STOP -f 'drydock/star[t]'; kill -KILL $(pidof dockerd)");
    await expect(look({ image: 'flask-app' })).rejects.toMatchObject({
      code: 'SANDBOX_ENGINE_DOWN',
    });
    await run("pkill -CONT -f 'drydock/star[t]'");
  });

  async function expectNotYet(condition: unknown, why: string | RegExp): Promise<void> {
    const judgement = await look(condition);
    expect(judgement, JSON.stringify(condition)).toEqual({
      outcome: 'not-yet',
      why: {
        en: typeof why === 'string' ? why : expect.stringMatching(why),
        ja: expect.any(String),
      },
    });
  }
});
