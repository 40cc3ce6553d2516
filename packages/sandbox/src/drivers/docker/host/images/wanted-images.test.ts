import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareWantedImages, type WantedContext } from './wanted-images.ts';

const MB = 1_000_000;
const limits = { largest: 100 * MB, one: 60_000, all: 60_000 };
let home: string;
let hub: Server;
let registry: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-wanted-'));
  hub = createServer((_request, response) => void response.writeHead(401).end());
  await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening));
  registry = `127.0.0.1:${(hub.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await new Promise((closed) => hub.close(closed));
  await rm(home, { recursive: true });
});

test('each that can be had is there, and each that cannot is told with its reason', async () => {
  const box = engine({
    good: { events: [downloading('layer', 10 * MB)], size: 30 * MB },
    refused: { refusal: 'manifest for refused:1 not found: manifest unknown: manifest unknown' },
    broken: { events: [{ error: 'toomanyrequests: You have reached your limit.\nSee x' }] },
  });
  const { images, missed } = await box.prepare(['good:1', 'refused:1', 'broken:1', 'a/b/c']);
  expect(images).toMatchObject([
    { name: 'good:1', image: 'drydock/base/good:1', source: 'pulled', bytes: 30 * MB },
  ]);
  expect(missed).toEqual([
    { name: 'a/b/c', reason: 'Docker Hub has no such names' },
    { name: 'broken:1', reason: expect.stringMatching(/toomanyrequests.*limit$/) },
    { name: 'refused:1', reason: 'Docker Hub has no such image' },
  ]);
  expect(box.names()).toEqual(['drydock/base/good:1']);
});

test('one that is too large is broken off as soon as that shows, or goes again', async () => {
  const box = engine({
    early: { events: [downloading('a', 60 * MB), downloading('b', 60 * MB)], neverEnds: true },
    unpacked: { events: [downloading('a', 60 * MB)], size: 101 * MB },
    // A layer is told of many times.
    fits: { events: [downloading('a', 60 * MB), downloading('a', 60 * MB)], size: 100 * MB },
  });
  const { images, missed } = await box.prepare(['early:1', 'unpacked:1', 'fits:1']);
  expect(images.map(({ name }) => name)).toEqual(['fits:1']);
  expect(missed).toEqual([
    { name: 'early:1', reason: 'it has 120 MB, and 100 MB is the most that is taken' },
    { name: 'unpacked:1', reason: 'it has 101 MB, and 100 MB is the most that is taken' },
  ]);
  expect(box.names()).toEqual(['drydock/base/fits:1']);
});

test('one that never ends does not hold up the others, and ends at its limit', async () => {
  const box = engine({ slow: { neverEnds: true }, good: { size: MB }, better: { size: MB } });
  const { images, missed } = await box.prepare(['slow:1', 'good:1', 'better:1'], {
    limits: { ...limits, one: 300 },
  });
  expect(images.map(({ name }) => name)).toEqual(['better:1', 'good:1']);
  expect(missed).toEqual([{ name: 'slow:1', reason: 'it was not there within 1 s' }]);
});

test('all together end at their limit', async () => {
  const names = ['a:1', 'b:1', 'c:1', 'd:1'];
  const box = engine(Object.fromEntries(['a', 'b', 'c', 'd'].map((n) => [n, { neverEnds: true }])));
  const { missed } = await box.prepare(names, { limits: { ...limits, all: 300 } });
  expect(missed.map(({ name }) => name)).toEqual(names);
  expect(missed.at(-1)?.reason).toBe('there was no time left for it');
});

test('what was looked for in vain is looked for again only when that is asked', async () => {
  const box = engine({ later: { refusal: 'repository does not exist' } });
  await box.prepare(['later:1']);
  box.has('later', { size: MB });
  const { missed } = await box.prepare(['later:1']);
  expect(missed).toEqual([{ name: 'later:1', reason: 'Docker Hub has no such image' }]);
  expect(box.pulls).toHaveLength(1);
  expect((await box.prepare(['later:1'], { lookAgain: true })).missed).toEqual([]);
  expect((await box.prepare(['later:1'])).missed).toEqual([]);
  expect(box.pulls).toHaveLength(2);
});

test('where Docker Hub does not answer, that is the reason, and what is there stays offered', async () => {
  const box = engine({ old: { size: MB }, other: { size: MB } });
  await box.prepare(['old:1']);
  const { images, missed } = await box.prepare(['old:1', 'other:1'], { registry: '127.0.0.1:1' });
  expect(images.map(({ name }) => name)).toEqual(['old:1']);
  expect(missed).toEqual([{ name: 'other:1', reason: 'Docker Hub does not answer' }]);
});

test('an abort ends it with the reason, and an engine that fails is no missing image', async () => {
  const reason = new Error('stopped');
  const stop = new AbortController();
  const box = engine({ slow: { neverEnds: true, onPull: () => stop.abort(reason) } });
  await expect(box.prepare(['slow:1'], { signal: stop.signal })).rejects.toBe(reason);
  const broken = engine({ good: { size: MB, untaggable: true } });
  await expect(broken.prepare(['good:1'])).rejects.toThrow('the engine is gone');
});

interface Published {
  readonly events?: readonly object[];
  /** The engine's answer to the pull. */
  readonly refusal?: string;
  readonly neverEnds?: boolean;
  readonly size?: number;
  readonly untaggable?: boolean;
  readonly onPull?: () => void;
}

function downloading(id: string, total: number) {
  return { status: 'Downloading', id, progressDetail: { current: 1, total } };
}

/** As much of dockerode as is used; the registry has `library/<key>`, in any version. */
function engine(published: Record<string, Published>) {
  const images = new Map<string, number>();
  const pulls: string[] = [];
  const entryOf = (from: string) => published[/\/library\/([^:]+)/.exec(from)?.[1] ?? ''];
  const docker = {
    info: async () => ({ DockerRootDir: '/nowhere' }),
    listImages: async () => [],
    pull: async (from: string, { abortSignal }: { abortSignal: AbortSignal }) => {
      pulls.push(from);
      const entry = entryOf(from);
      entry?.onPull?.();
      if (entry?.refusal) throw new Error(`(HTTP code 404) no such image - ${entry.refusal} `);
      const lines = (entry?.events ?? []).map((event) => `${JSON.stringify(event)}\n`);
      if (!entry?.neverEnds) {
        if (entry?.size !== undefined) images.set(from, entry.size);
        return Readable.from(lines);
      }
      const stream = new PassThrough();
      abortSignal.addEventListener('abort', () => stream.destroy(abortSignal.reason as Error));
      if (abortSignal.aborted) stream.destroy(abortSignal.reason as Error);
      for (const line of lines) stream.write(line);
      return stream;
    },
    getImage: (name: string) => ({
      inspect: async () => {
        const Size = images.get(name);
        if (Size === undefined) throw Object.assign(new Error('none'), { statusCode: 404 });
        return { Id: `sha256:${name}`, Size, Config: { Labels: null } };
      },
      tag: async ({ repo, tag }: { repo: string; tag: string }) => {
        if (entryOf(name)?.untaggable) throw new Error('the engine is gone');
        images.set(`${repo}:${tag}`, images.get(name) ?? 0);
      },
      remove: async () => void images.delete(name),
    }),
  } as unknown as Docker;
  return {
    pulls,
    names: () => [...images.keys()],
    has: (name: string, entry: Published) => {
      published[name] = entry;
    },
    prepare: (names: readonly string[], more: Partial<WantedContext> = {}) =>
      prepareWantedImages({
        ...{ docker, home, names, registry, limits, lookAgain: false, report: () => undefined },
        signal: undefined,
        ...more,
      }),
  };
}
