import { expect, test } from 'vitest';
import { envelopeSchema, PushLog } from './push-log.ts';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
const LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
const CONFIG = 'application/vnd.docker.container.image.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

let made = 0;

function event(action: string, target: object, account = 'ann') {
  made += 1;
  return {
    ...{ id: `e${made}`, timestamp: '2026-11-21T18:00:00Z', action, actor: { name: account } },
    target: { repository: 'ann/app', ...target },
  };
}

const blob = (digest: string, more: object = {}) =>
  event('push', { mediaType: 'application/octet-stream', digest, ...more });
const layer = (digest: string, size = 10) => ({ mediaType: LAYER, digest, size });
const manifest = (digest: string, layers: object[], more: object = {}) =>
  event('push', {
    ...{ mediaType: MANIFEST, digest, tag: 'v1' },
    references: [{ mediaType: CONFIG, digest: 'config', size: 5 }, ...layers],
    ...more,
  });

/** As they come: JSON, read by the schema. */
function log(...events: unknown[]): PushLog {
  const taken = new PushLog();
  taken.take(envelopeSchema.parse(JSON.parse(JSON.stringify({ events }))).events);
  return taken;
}

test('a push has its layers with what came of each: uploaded, mounted, or there already', () => {
  const pushed = log(
    blob('new'),
    blob('config'),
    event('mount', { mediaType: LAYER, digest: 'other', fromRepository: 'library/alpine' }),
    manifest('m1', [layer('base', 70), layer('other', 20), layer('new', 3)]),
  );
  expect(pushed.pushes('ann')).toEqual([
    {
      ...{ id: expect.any(String), repository: 'ann/app', tag: 'v1', digest: 'm1' },
      at: '2026-11-21T18:00:00Z',
      layers: [
        { digest: 'base', size: 70, outcome: 'exists' },
        { digest: 'other', size: 20, outcome: 'mounted' },
        { digest: 'new', size: 3, outcome: 'uploaded' },
      ],
    },
  ]);
});

test('what one push has uploaded is there for the next, which comes first', () => {
  const pushed = log(blob('a'), manifest('m1', [layer('a')]), manifest('m2', [layer('a')]));
  expect(pushed.pushes('ann').map(({ digest, layers }) => [digest, layers[0]?.outcome])).toEqual([
    ['m2', 'exists'],
    ['m1', 'uploaded'],
  ]);
});

test('a layer that is uploaded to another repository says nothing of this one', () => {
  const pushed = log(blob('a', { repository: 'ann/other' }), manifest('m1', [layer('a')]));
  expect(pushed.pushes('ann')[0]?.layers[0]?.outcome).toBe('exists');
});

test('each account has its own, and nobody has what is in another’s name', () => {
  const pushed = log(
    manifest('m1', [layer('a')]),
    event('push', { mediaType: MANIFEST, digest: 'm2', tag: 'x', repository: 'bob/app' }, 'bob'),
    event('push', { mediaType: MANIFEST, digest: 'm3', tag: 'x', repository: 'ann/app' }, 'bob'),
    event('push', { mediaType: MANIFEST, digest: 'm4', tag: 'x', repository: 'library/x' }, ''),
  );
  expect(pushed.pushes('ann').map(({ digest }) => digest)).toEqual(['m1']);
  expect(pushed.pushes('bob').map(({ digest }) => digest)).toEqual(['m2']);
  expect(pushed.pushes('')).toEqual([]);
  expect(pushed.pushes('library')).toEqual([]);
});

test('an image of several platforms is one push, with the layers of them all', () => {
  const pushed = log(
    blob('a'),
    manifest('m1', [layer('a')], { tag: undefined }),
    manifest('m2', [layer('b')], { tag: undefined }),
    event('push', {
      ...{ mediaType: INDEX, digest: 'i1', tag: 'v2' },
      references: ['m1', 'm2'].map((digest) => ({ mediaType: MANIFEST, digest, size: 1 })),
    }),
  );
  const [push, ...others] = pushed.pushes('ann');
  expect(others).toEqual([]);
  expect(push).toMatchObject({ tag: 'v2', digest: 'i1' });
  expect(push?.layers.map(({ digest }) => digest).sort()).toEqual(['a', 'b']);
});

test('who watches an account is told of its pushes and deletions, once for what comes together', () => {
  const taken = new PushLog();
  let told = 0;
  const leave = taken.watch('ann', () => {
    told += 1;
  });
  const take = (...events: unknown[]) => taken.take(envelopeSchema.parse({ events }).events);
  take(blob('a'), manifest('m1', [layer('a')]), manifest('m2', [layer('a')]));
  expect(told).toBe(1);
  take(event('delete', { digest: 'm1' }));
  expect(told).toBe(2);
  take(event('pull', { mediaType: MANIFEST, digest: 'm1' }));
  expect(told).toBe(2);
  leave();
  take(manifest('m3', []));
  expect(told).toBe(2);
});

test('the newest twenty are kept', () => {
  const pushed = log(...Array.from({ length: 25 }, (_, n) => manifest(`m${n}`, [])));
  expect(pushed.pushes('ann')).toHaveLength(20);
  expect(pushed.pushes('ann')[0]?.digest).toBe('m24');
});
