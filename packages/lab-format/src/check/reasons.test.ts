import { expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import { mistakesOf, reasonIn, whyNot } from './scripted-probe.fixture.ts';

const world = {
  engine: {
    '/images/json': [],
    '/volumes': { Volumes: null },
    '/networks': [{ Name: 'bridge' }],
    '/containers/json?all=1': [{ Id: '1', Names: ['/web'], State: 'exited' }],
  },
  files: { 'app.py': 'hello' },
  run: (command: readonly string[]) => {
    if (command[0] === 'curl') return { exitCode: 7 };
    if (command[0] === 'printenv') return { stdout: 'ann' };
    if (command[0] === '/usr/lib/drydock/builds') return { stdout: 'null' };
    const nothing = { status: 404, image: null, tags: [], login: false };
    return command[3] === 'hub' ? { stdout: JSON.stringify(nothing) } : undefined;
  },
};

type Kind = Exclude<keyof Condition, 'otherwise'>;

const REASONS: Readonly<Record<Kind, readonly [asked: unknown, ja: string]>> = {
  file: ['Dockerfile', 'Dockerfile はまだありません。'],
  dockerfile: [{}, 'ワークスペースに Dockerfile がまだありません。'],
  image: ['app', 'app という名前のイメージはまだありません。見つかったもの: なし。'],
  cache: [{}, 'ここではまだ何もビルドされていません。'],
  volume: ['data', 'data という名前のボリュームはまだありません。見つかったもの: なし。'],
  network: ['net', 'net という名前のネットワークはまだありません。見つかったもの: bridge。'],
  container: [
    { publishes: [80, 81], state: 'running' },
    '条件に合うコンテナはありません: 状態が running、ポート 80 と 81 を公開。見つかったもの: web (exited)。',
  ],
  port: [
    80,
    '実行中のコンテナでポート 80 を公開しているものはなく、ほかに応答するものもありません。',
  ],
  hub: [
    'app',
    'ハブに ann/app:latest はまだありません。docker.io にログインしていないので、先にログインしてください。',
  ],
  all: [[{ file: 'app.py' }, { file: 'x' }], 'x はまだありません。'],
  any: [
    [{ file: 'x' }, { file: 'y' }],
    '次のどれもまだできていません: x はまだありません。または: y はまだありません。',
  ],
  not: [{ file: 'app.py' }, 'あってはならないものがあります: app.py があります。'],
};

test.each(Object.entries(REASONS))('of %s in Japanese', async (kind, [asked, ja]) => {
  expect((await reasonIn(world, { [kind]: asked })).ja).toBe(ja);
});

test('any container at all is asked for, and there is none', async () => {
  const none = { engine: { '/containers/json?all=1': [] } };
  expect(await reasonIn(none, { container: { state: 'present' } })).toEqual({
    en: 'No container is as expected: found nothing.',
    ja: '条件に合うコンテナはありません。見つかったもの: なし。',
  });
});

test('many names are some of them and a number', async () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ Name: `n${index}` }));
  const crowded = { engine: { '/networks': many } };
  expect(await reasonIn(crowded, { network: 'x' })).toEqual({
    en: 'There is no network called x yet: found n0, n1, n2, n3, n4 and 2 more.',
    ja: 'x という名前のネットワークはまだありません。見つかったもの: n0、n1、n2、n3、n4、ほか 2 件。',
  });
  const Dockerfile = Array.from({ length: 7 }, () => 'RUN a\n').join('');
  expect((await reasonIn({ files: { Dockerfile } }, { dockerfile: { contains: 'CMD' } })).ja).toBe(
    'Dockerfile に CMD がありません。見つかったもの: RUN a（1 行目）、次に RUN a（2 行目）、次に RUN a（3 行目）、次に RUN a（4 行目）、次に RUN a（5 行目）、次に RUN a（6 行目）、ほか 1 件。',
  );
});

test('the author’s own words are the same in both, or said in both', async () => {
  const own = { en: 'Write c.', ja: 'c を書いてください。' };
  expect(await reasonIn(world, { file: 'c', otherwise: own })).toEqual(own);
  expect(await reasonIn(world, { file: 'c', otherwise: own.ja })).toEqual({
    en: own.ja,
    ja: own.ja,
  });
});

test('English in a Japanese reason, a lost number and a lost value are found', async () => {
  const mistakes = (en: string, ja: string) => mistakesOf({ en, ja }, 'web');
  expect(mistakes('There is no web.', 'web はありません。')).toEqual([]);
  expect(mistakes('There is no web.', 'web not found です。')).toEqual([
    '“not” is English',
    '“found” is English',
  ]);
  expect(mistakes('web: 3 and “web”', 'web: 4')).toEqual([
    'no Japanese letter',
    'it lacks 3',
    'it lacks “web”',
    '4 is new',
  ]);
  await expect(whyNot(world, { file: 'app.py' })).rejects.toThrow('passes');
});
