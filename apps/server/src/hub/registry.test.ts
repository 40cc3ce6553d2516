import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRegistry } from './registry.ts';
import type { AskRegistry, RegistryRequest } from './registry-client.ts';

const IMAGE = 'application/vnd.docker.distribution.manifest.v2+json';

/** A registry with manifests and tags, as Debian's is: it deletes by digest alone, and every tag of that digest. */
function fakeRegistry(pushed: Record<string, Buffer>) {
  const tags = new Map(Object.entries(pushed));
  const asked: RegistryRequest[] = [];
  const byReference = (repository: string, reference: string) =>
    tags.get(`${repository}:${reference}`) ??
    [...tags].find(
      ([name, body]) => name.startsWith(`${repository}:`) && digestOf(body) === reference,
    )?.[1];

  const ask: AskRegistry = async (request) => {
    asked.push(request);
    const { method = 'GET', path, body } = request;
    if (path.startsWith('/v2/_catalog')) {
      const names = [...new Set([...tags.keys()].map((name) => name.split(':')[0]))].sort();
      return answer(200, { repositories: names });
    }
    const [, repository = '', kind, rest = ''] =
      /^\/v2\/(.+)\/(tags|manifests)\/(.+)$/.exec(path) ?? [];
    if (kind === 'tags') {
      const own = [...tags.keys()].filter((name) => name.startsWith(`${repository}:`));
      return answer(200, { tags: own.map((name) => name.split(':')[1]) });
    }
    const reference = decodeURIComponent(rest);
    if (method === 'PUT' && body) tags.set(`${repository}:${reference}`, body);
    const found = byReference(repository, reference);
    if (!found) return answer(404, { errors: [] });
    if (method === 'DELETE') {
      if (!reference.startsWith('sha256:')) return answer(400, { errors: [] });
      for (const [name, each] of tags) {
        if (name.startsWith(`${repository}:`) && digestOf(each) === reference) tags.delete(name);
      }
    }
    const status = { GET: 200, HEAD: 200, PUT: 201, DELETE: 202 }[method];
    return {
      status,
      headers: { 'docker-content-digest': digestOf(found), 'content-type': IMAGE },
      body: found,
    };
  };
  return { ask, asked, tags };
}

function answer(status: number, json: unknown) {
  return { status, headers: {}, body: Buffer.from(JSON.stringify(json)) };
}

function image(...layers: number[]): Buffer {
  return Buffer.from(
    JSON.stringify({ config: { size: 10 }, layers: layers.map((size) => ({ size })) }),
  );
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

test('the learner’s own repositories and the class’s, and nobody else’s', async () => {
  const { ask } = fakeRegistry({
    'ann/web:v1': image(100, 20),
    'ann/web:latest': image(100),
    'ann2/web:v1': image(1),
    'bob/web:v1': image(1),
    'library/alpine:latest': image(3),
  });
  const found = await createRegistry(ask).repositories('ann');
  expect(found.map(({ name, own }) => [name, own])).toEqual([
    ['ann/web', true],
    ['library/alpine', false],
  ]);
  expect(found[0]?.tags).toEqual([
    { tag: 'latest', digest: digestOf(image(100)), size: 110, pushed: null },
    { tag: 'v1', digest: digestOf(image(100, 20)), size: 130, pushed: null },
  ]);
});

test('an image for several platforms has the size of the first', async () => {
  const one = image(40);
  const index = Buffer.from(
    JSON.stringify({
      manifests: [
        { digest: 'sha256:none', platform: { os: 'unknown', architecture: 'unknown' } },
        { digest: digestOf(one), platform: { os: 'linux', architecture: 'amd64' } },
      ],
    }),
  );
  const { ask } = fakeRegistry({ 'ann/web:v1': index, 'ann/web:plain': one });
  const [web] = await createRegistry(ask).repositories('ann');
  expect(web?.tags.map(({ size }) => size)).toEqual([50, 50]);
});

test('the size of a manifest is asked for once, and the class’s images are remembered', async () => {
  const { ask, asked } = fakeRegistry({ 'ann/web:v1': image(5), 'library/alpine:3': image(3) });
  const registry = createRegistry(ask);
  await registry.repositories('ann');
  const before = asked.length;
  await registry.repositories('ann');
  expect(asked.slice(before).map(({ method = 'GET', path }) => `${method} ${path}`)).toEqual([
    'GET /v2/_catalog?n=100&last=ann',
    'GET /v2/ann/web/tags/list',
    'HEAD /v2/ann/web/manifests/v1',
  ]);
});

test('a tag goes, and the others of the same image stay', async () => {
  const { ask, tags } = fakeRegistry({
    'ann/web:v1': image(5),
    'ann/web:v2': image(5),
    'ann/web:v3': image(6),
  });
  const registry = createRegistry(ask);
  await registry.deleteTag('ann', { repository: 'ann/web', tag: 'v1' });
  expect([...tags.keys()]).toEqual(['ann/web:v2', 'ann/web:v3']);
  expect(tags.get('ann/web:v2')).toEqual(image(5));
  await registry.deleteTag('ann', { repository: 'ann/web', tag: 'v3' });
  expect([...tags.keys()]).toEqual(['ann/web:v2']);
});

test('every request carries the right to do just that', async () => {
  const { ask, asked } = fakeRegistry({ 'ann/web:v1': image(5) });
  await createRegistry(ask).deleteTag('ann', { repository: 'ann/web', tag: 'v1' });
  expect(asked.map(({ method = 'GET', access }) => [method, access])).toEqual([
    ['GET', [{ type: 'repository', name: 'ann/web', actions: ['pull'] }]],
    ['GET', [{ type: 'repository', name: 'ann/web', actions: ['pull'] }]],
    ['HEAD', [{ type: 'repository', name: 'ann/web', actions: ['pull'] }]],
    ['GET', [{ type: 'repository', name: 'ann/web', actions: ['pull'] }]],
    ['DELETE', [{ type: 'repository', name: 'ann/web', actions: ['delete'] }]],
  ]);
});

test.each(['bob/web', 'library/alpine', 'ann2/web', 'ann'])(
  'nothing of %s is touched for ann',
  async (repository) => {
    const { ask, asked } = fakeRegistry({ [`${repository}:v1`]: image(5) });
    await expect(
      createRegistry(ask).deleteTag('ann', { repository, tag: 'v1' }),
    ).rejects.toMatchObject({ code: 'HUB_NOT_OWN' });
    expect(asked).toEqual([]);
  },
);

test('a tag that is not there, and a hub that is not there or is out of order', async () => {
  const { ask } = fakeRegistry({ 'ann/web:v1': image(5) });
  const name = { repository: 'ann/web', tag: 'v9' };
  await expect(createRegistry(ask).deleteTag('ann', name)).rejects.toMatchObject({
    code: 'HUB_TAG_NOT_FOUND',
  });
  const away = createRegistry(async () => Promise.reject(new Error('connect ECONNREFUSED')));
  await expect(away.repositories('ann')).rejects.toMatchObject({ code: 'HUB_UNAVAILABLE' });
  const broken = createRegistry(async () => answer(503, {}));
  await expect(broken.deleteTag('ann', name)).rejects.toMatchObject({ code: 'HUB_UNAVAILABLE' });
});
