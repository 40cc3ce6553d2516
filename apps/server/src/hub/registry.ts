import type { HubRepository } from '@drydock/protocol';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { type HubRegistry, isOwn, type TagName } from '../session/hub-registry.ts';
import { MANIFEST_TYPES, sizeOfManifest } from './manifests.ts';
import type { AskRegistry, RegistryAnswer, RegistryRequest } from './registry-client.ts';
import type { Access } from './scope.ts';

/** Of a learner, and of the class: more are not shown. */
const MOST_REPOSITORIES = 100;
const MOST_TAGS = 100;
/** Base images come with a new hub only. */
const CLASS_HOLDS_MS = 10 * 60_000;
const MOST_SIZES = 5_000;
const CLASS = 'library';

const catalogSchema = z.object({ repositories: z.array(z.string()).nullable() });
const tagsSchema = z.object({ tags: z.array(z.string()).nullable() });

/** What the class hub has, from its registry's own API. */
export function createRegistry(ask: AskRegistry): HubRegistry {
  /** Bytes by digest: a manifest never changes. */
  const sizes = new Map<string, number>();
  let ofClass: { readonly until: number; readonly list: HubRepository[] } | undefined;

  return {
    async repositories(account) {
      const own = await listRepositories(account, true);
      if (!ofClass || ofClass.until <= Date.now()) {
        ofClass = {
          until: Date.now() + CLASS_HOLDS_MS,
          list: await listRepositories(CLASS, false),
        };
      }
      return [...own, ...ofClass.list];
    },

    async deleteTag(account, name) {
      if (!isOwn(account, name.repository)) throw new Failure('HUB_NOT_OWN');
      const manifest = await call({
        path: manifestPath(name.repository, name.tag),
        access: [accessTo(name.repository, 'pull')],
        headers: { accept: MANIFEST_TYPES },
      });
      if (manifest.status === 404) throw new Failure('HUB_TAG_NOT_FOUND');
      const digest = digestOf(expectStatus(manifest, 200));
      const others = (await listTags(name.repository)).filter(
        (each) => each.digest === digest && each.tag !== name.tag,
      );
      // The registry deletes what a tag stands for, and with it every tag that stands for the same.
      const doomed = others.length === 0 ? digest : await pointElsewhere(name, manifest);
      const gone = await call({
        method: 'DELETE',
        path: manifestPath(name.repository, doomed),
        access: [accessTo(name.repository, 'delete')],
      });
      // 404: somebody was first.
      expectStatus(gone, 202, 404);
    },
  };

  async function listRepositories(owner: string, own: boolean): Promise<HubRepository[]> {
    const answer = await call({
      path: `/v2/_catalog?n=${MOST_REPOSITORIES}&last=${encodeURIComponent(owner)}`,
      access: [{ type: 'registry', name: 'catalog', actions: ['*'] }],
    });
    const { repositories } = catalogSchema.parse(jsonOf(expectStatus(answer, 200)));
    const names = (repositories ?? []).filter((name) => isOwn(owner, name));
    const listed = await Promise.all(
      names.map(async (name) => ({ name, own, tags: await listTags(name) })),
    );
    // What has lost its last tag is nothing that anybody could pull.
    return listed.filter(({ tags }) => tags.length > 0);
  }

  async function listTags(repository: string): Promise<HubRepository['tags']> {
    const answer = await call({
      path: `/v2/${repository}/tags/list`,
      access: [accessTo(repository, 'pull')],
    });
    if (answer.status === 404) return [];
    const { tags } = tagsSchema.parse(jsonOf(expectStatus(answer, 200)));
    const listed = await Promise.all(
      (tags ?? [])
        .sort()
        .slice(0, MOST_TAGS)
        .map((tag) => describeTag({ repository, tag })),
    );
    return listed.flat();
  }

  /** None when it has gone meanwhile. */
  async function describeTag({ repository, tag }: TagName): Promise<HubRepository['tags']> {
    const head = await call({
      method: 'HEAD',
      path: manifestPath(repository, tag),
      access: [accessTo(repository, 'pull')],
      headers: { accept: MANIFEST_TYPES },
    });
    if (head.status === 404) return [];
    const digest = digestOf(expectStatus(head, 200));
    return [{ tag, digest, size: await sizeOf(repository, digest), pushed: null }];
  }

  async function sizeOf(repository: string, digest: string): Promise<number> {
    const known = sizes.get(digest);
    if (known !== undefined) return known;
    const read = async (each: string) => {
      const answer = await call({
        path: manifestPath(repository, each),
        access: [accessTo(repository, 'pull')],
        headers: { accept: MANIFEST_TYPES },
      });
      return jsonOf(expectStatus(answer, 200));
    };
    const size = await sizeOfManifest(digest, read);
    if (sizes.size >= MOST_SIZES) sizes.clear();
    sizes.set(digest, size);
    return size;
  }

  /** Gives the tag a manifest of its own, that says the same; resolves to its digest. */
  async function pointElsewhere({ repository, tag }: TagName, { headers, body }: RegistryAnswer) {
    const answer = await call({
      method: 'PUT',
      path: manifestPath(repository, tag),
      access: [accessTo(repository, 'pull', 'push')],
      headers: { 'content-type': headers['content-type'] ?? '' },
      body: Buffer.concat([body, Buffer.from('\n')]),
    });
    return digestOf(expectStatus(answer, 201));
  }

  async function call(asked: RegistryRequest): Promise<RegistryAnswer> {
    try {
      return await ask(asked);
    } catch (cause) {
      throw new Failure('HUB_UNAVAILABLE', { cause });
    }
  }
}

function accessTo(name: string, ...actions: string[]): Access {
  return { type: 'repository', name, actions };
}

function manifestPath(repository: string, reference: string): string {
  return `/v2/${repository}/manifests/${encodeURIComponent(reference)}`;
}

function expectStatus(answer: RegistryAnswer, ...expected: number[]): RegistryAnswer {
  if (expected.includes(answer.status)) return answer;
  const said = answer.body.toString('utf8').slice(0, 200);
  throw new Failure('HUB_UNAVAILABLE', {
    cause: new Error(`the registry answered with ${answer.status}: ${said}`),
  });
}

function digestOf({ headers }: RegistryAnswer): string {
  const digest = headers['docker-content-digest'];
  if (typeof digest !== 'string') throw new Failure('HUB_UNAVAILABLE');
  return digest;
}

function jsonOf({ body }: RegistryAnswer): unknown {
  return JSON.parse(body.toString('utf8'));
}
