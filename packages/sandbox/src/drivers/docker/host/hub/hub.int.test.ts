import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTag } from '../images/catalogue.ts';
import { type PreparedBaseImage, prepareBaseImages } from '../images/standins.ts';
import { type Hub, type HubOptions, startHub } from './hub.ts';
import { digestOf, type HubAnswer, hubClient, startTokenService } from './hub-client.fixture.ts';
import { prepareHubImage } from './hub-image.ts';
import { ensurePki } from './pki.ts';

const instance = `test-${randomBytes(4).toString('hex')}`;
const docker = new Docker({
  socketPath: process.env.DRYDOCK_ENGINE_SOCKET ?? '/var/lib/drydock/engine/docker.sock',
});
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

let home: string;
let images: readonly PreparedBaseImage[];
let options: HubOptions;
let tokens: Server;
let hub: Hub;
let ask: ReturnType<typeof hubClient>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-hub-'));
  const context = {
    docker,
    home,
    // Images belong to the box, not to this run: they are what `npm start` uses, and stay.
    instance: 'main',
    mirror: process.env.DRYDOCK_DEBIAN_MIRROR || undefined,
    extraCa: process.env.DRYDOCK_EXTRA_CA || undefined,
    report: () => {},
    installPackages: () =>
      Promise.reject(new Error('Run `npx --no-install drydock prepare` first.')),
  };
  images = await prepareBaseImages(context);
  const image = await prepareHubImage({ ...context, images });
  const pki = await ensurePki({ home });
  const socketDir = join(home, 'hub');
  options = { docker, instance, home, image, pki, socketDir, storage: 'volume' };
  hub = await startHub(options);
  tokens = await startTokenService(pki, join(socketDir, 'token.sock'));
  ask = hubClient(hub.address, await readFile(pki.caCertFile, 'utf8'));
}, 600_000);

afterAll(async () => {
  await hub?.release();
  await new Promise((closed) => tokens?.close(closed));
  await hub?.release();
  expect(await readdir(home)).toEqual(['pki']);
  await rm(home, { recursive: true, force: true });
  await docker.getVolume(`drydock-hub-${instance}`).remove();
  const filters = { label: [`io.drydock.instance=${instance}`] };
  expect(await docker.listContainers({ all: true, filters })).toEqual([]);
  expect(await docker.listNetworks({ filters })).toEqual([]);
  expect((await docker.listVolumes({ filters })).Volumes).toEqual([]);
});

async function tokenFor(scopes: readonly string[], user = ''): Promise<string> {
  const query = scopes.map((scope) => `scope=repository:${scope}`).join('&');
  const authorization = `Basic ${Buffer.from(`${user}:secret`).toString('base64')}`;
  const { body } = await ask({
    host: 'auth.docker.io',
    path: `/token?service=registry.docker.io&${query}`,
    headers: user === '' ? {} : { authorization },
  });
  return JSON.parse(body.toString('utf8')).token;
}

async function pullManifest(name: string, method = 'GET'): Promise<HubAnswer> {
  const [repository, tag] = withTag(name).split(':');
  const token = await tokenFor([`library/${repository}:pull`]);
  const path = `/v2/library/${repository}/manifests/${tag}`;
  return await ask({ method, path, token, headers: { accept: MANIFEST } });
}

/** As `docker push` does it: ask for the blob, and only when it is not there, upload it. */
async function pushBlob(repository: string, content: Buffer, token: string): Promise<string> {
  const digest = digestOf(content);
  const path = `/v2/${repository}/blobs/${digest}`;
  if ((await ask({ method: 'HEAD', path, token })).status === 200) return 'already exists';
  const started = await ask({ method: 'POST', path: `/v2/${repository}/blobs/uploads/`, token });
  expect(started.status).toBe(202);
  const upload = new URL(started.headers.location ?? '');
  expect(upload.origin).toBe('https://registry-1.docker.io');
  upload.searchParams.set('digest', digest);
  const target = `${upload.pathname}${upload.search}`;
  const done = await ask({ method: 'PUT', path: target, token, body: content });
  expect(done.status).toBe(201);
  return 'pushed';
}

test('whoever has no token is sent to Docker Hub’s token service', async () => {
  const { status, headers } = await ask({ path: '/v2/library/alpine/manifests/latest' });
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toContain(
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/alpine:pull"',
  );
});

test('every base image can be pulled without a login, and is the one that was prepared', async () => {
  for (const { name, id } of images) {
    const { status, body } = await pullManifest(name);
    expect(status, name).toBe(200);
    expect(JSON.parse(body.toString('utf8')).config.digest, name).toBe(id);
  }
});

test('HEAD tells the digest, and a layer comes whole', async () => {
  const head = await pullManifest('alpine', 'HEAD');
  const { body } = await pullManifest('alpine');
  expect(head.headers['docker-content-digest']).toBe(digestOf(body));
  const { digest } = JSON.parse(body.toString('utf8')).layers[0];
  const token = await tokenFor(['library/alpine:pull']);
  const layer = await ask({ path: `/v2/library/alpine/blobs/${digest}`, token });
  expect(digestOf(layer.body)).toBe(digest);
});

test('a learner pushes, a second push finds everything there, a base layer is mounted', async () => {
  const token = await tokenFor(['ann/web:pull,push', 'library/alpine:pull'], 'ann');
  const layer = randomBytes(3 * 1024 * 1024);
  expect(await pushBlob('ann/web', layer, token)).toBe('pushed');
  expect(await pushBlob('ann/web', layer, token)).toBe('already exists');
  const base = JSON.parse((await pullManifest('alpine')).body.toString('utf8'));
  const mount = `/v2/ann/web/blobs/uploads/?mount=${base.layers[0].digest}&from=library/alpine`;
  expect((await ask({ method: 'POST', path: mount, token })).status).toBe(201);
  const config = Buffer.from('{}');
  await pushBlob('ann/web', config, token);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: base.config.mediaType, size: 2, digest: digestOf(config) },
      layers: [base.layers[0], { ...base.layers[0], size: layer.length, digest: digestOf(layer) }],
    }),
  );
  const path = '/v2/ann/web/manifests/latest';
  const headers = { 'content-type': MANIFEST };
  const put = await ask({ method: 'PUT', path, token, headers, body: manifest });
  expect(put.status, put.body.toString('utf8')).toBe(201);
});

test('nobody pushes to a repository of somebody else, nor to the base images', async () => {
  for (const repository of ['bob/web', 'library/alpine']) {
    const token = await tokenFor([`${repository}:pull,push`], 'ann');
    const path = `/v2/${repository}/blobs/uploads/`;
    const { status, headers } = await ask({ method: 'POST', path, token });
    expect(status, repository).toBe(401);
    expect(headers['www-authenticate']).toContain('insufficient_scope');
  }
});

test.each([
  ['registry-1.docker.io', '/'],
  ['registry-1.docker.io', '/token'],
  ['auth.docker.io', '/api/labs'],
  ['auth.docker.io', '/token/more'],
  ['docker.io', '/v1/search'],
])('https://%s%s is not there', async (host, path) => {
  expect((await ask({ host, path })).status).toBe(404);
});

test('no process of the hub is root, has a capability or can write outside its storage', async () => {
  const container = docker.getContainer(hub.id);
  const { HostConfig } = await container.inspect();
  expect(HostConfig).toMatchObject({ CapDrop: ['ALL'], CapAdd: null, ReadonlyRootfs: true });
  expect(HostConfig.Privileged).toBe(false);
  const { Titles, Processes } = await container.top({ ps_args: '-eo uid,pid,comm' });
  expect(Titles[0]).toBe('UID');
  expect([...new Set(Processes.map((process: string[]) => process[0]))]).toEqual(['65532']);
});

test('a second start keeps the hub that runs', async () => {
  expect((await startHub(options)).id).toBe(hub.id);
});

test('a hub whose registry has died comes back by itself', async () => {
  const container = docker.getContainer(hub.id);
  const { Processes } = await container.top({ ps_args: '-eo pid,args' });
  const registry = Processes.find(([, command]: string[]) => command?.includes('registry.yml'));
  // The engine and this test are on one box: its process ids are ours.
  process.kill(Number(registry?.[0]), 'SIGKILL');
  const died = (): Promise<number> => container.inspect().then((state) => state.RestartCount);
  await expect.poll(died, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
  const again = await startHub(options);
  expect(again.id).toBe(hub.id);
  ask = hubClient(again.address, await readFile(options.pki.caCertFile, 'utf8'));
  expect((await pullManifest('alpine')).status).toBe(200);
});

test('pushes outlive the container, and base images that are missing in the volume are merged in', async () => {
  const container = docker.getContainer(hub.id);
  const exec = await container.exec({
    Cmd: ['rm', '-r', '/srv/volume/docker/registry/v2/repositories/library', '/srv/volume/release'],
    AttachStdout: true,
  });
  const stream = await exec.start({});
  await new Promise((ended) => stream.on('end', ended).resume());
  await hub.release();
  hub = await startHub(options);
  ask = hubClient(hub.address, await readFile(options.pki.caCertFile, 'utf8'));
  expect((await pullManifest('alpine')).status).toBe(200);
  const token = await tokenFor(['ann/web:pull'], 'ann');
  const path = '/v2/ann/web/manifests/latest';
  expect((await ask({ path, token, headers: { accept: MANIFEST } })).status).toBe(200);
});

test('an ephemeral hub takes the place of another one, with the base images alone', async () => {
  const before = hub.id;
  hub = await startHub({ ...options, storage: 'ephemeral' });
  expect(hub.id).not.toBe(before);
  ask = hubClient(hub.address, await readFile(options.pki.caCertFile, 'utf8'));
  expect((await pullManifest('hello-world')).status).toBe(200);
  const token = await tokenFor(['ann/web:pull,push'], 'ann');
  expect((await ask({ path: '/v2/ann/web/manifests/latest', token })).status).toBe(404);
  expect(await pushBlob('ann/web', randomBytes(100), token)).toBe('pushed');
});
