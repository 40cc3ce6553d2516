import type { Build, StepReason } from '@drydock/protocol';
import { expect, test } from 'vitest';
import { buildsView } from './builds-view.ts';
import { FileHistory } from './file-history.ts';
import { type FakeStep, toldBuild } from './told.fixture.ts';
import type { ToldBuild } from './told-builds.ts';

const FROM: FakeStep = { name: '[1/4] FROM docker.io/library/alpine:latest', cached: true };
const COPY: FakeStep = { name: '[2/4] COPY app.py .', uses: ['context'] };
const INSTALL: FakeStep = { name: '[3/4] RUN pip install flask', took: 9800 };
const MAKE: FakeStep = { name: '[4/4] RUN make', took: 100 };
const DOCKERFILE = [FROM, COPY, INSTALL, MAKE];

function cached(step: FakeStep): FakeStep {
  return { ...step, cached: true };
}

/** The view of builds, given the oldest first. */
function view(told: readonly ToldBuild[], files = new FileHistory()): Build[] {
  return buildsView(told.toReversed(), files).builds;
}

function reasons({ steps }: Build): (StepReason | null)[] {
  return steps.map(({ reason }) => reason);
}

/** Reasons of the second build. */
function compare(first: ToldBuild, second: ToldBuild, files = new FileHistory()) {
  const [newest] = view([first, second], files);
  return newest ? reasons(newest) : [];
}

/** The file was written so many seconds before the build. */
function written(path: string, before: number, { started }: ToldBuild): FileHistory {
  const files = new FileHistory();
  files.note([{ path, version: 'v', structural: false }], (started - before) * 1000);
  return files;
}

test('a first build has done all of its steps for the first time; its base was there', () => {
  const [build] = view([toldBuild(DOCKERFILE, { image: 'sha256:1' })]);
  const first = { type: 'first-build' };
  expect(build && reasons(build)).toEqual([null, first, first, first]);
  expect(build).toMatchObject({ tags: ['app:latest'], image: 'sha256:1', failed: null });
  expect(build?.steps[2]).toMatchObject({
    ...{ name: '[3/4] RUN pip install flask', instruction: 'RUN pip install flask', stage: null },
    ...{ startedMs: 0, durationMs: 9800, cached: false, failed: false },
  });
});

test('what comes from the cache needs no reason', () => {
  const again = toldBuild(DOCKERFILE.map(cached));
  expect(compare(toldBuild(DOCKERFILE), again)).toEqual([null, null, null, null]);
});

test('a changed file has its COPY done again, the steps after it for that, and moving it is advised', () => {
  const second = toldBuild(DOCKERFILE);
  const files = written('app.py', 12, second);
  files.note([{ path: 'notes.txt', version: 'v', structural: false }], second.started * 1000);
  const [build] = view([toldBuild(DOCKERFILE, { started: second.started - 30 }), second], files);
  expect(build && reasons(build)).toEqual([
    null,
    { type: 'files-changed', files: [{ path: 'app.py', secondsBefore: 12 }] },
    { type: 'after', step: '[2/4] COPY app.py .' },
    { type: 'after', step: '[3/4] RUN pip install flask' },
  ]);
  expect(build?.advice).toEqual([
    { move: '[2/4] COPY app.py .', below: '[3/4] RUN pip install flask', first: [], savesMs: 9800 },
  ]);
});

test('a file that is written as soon as a short build has ended belongs to the next', () => {
  const first = toldBuild(DOCKERFILE.map(cached));
  const started = (first.ended ?? 0) + 0.3;
  const second = toldBuild(DOCKERFILE, { started });
  const files = written('app.py', 0.1, second);
  expect(compare(first, second, files)[1]).toMatchObject({ files: [{ path: 'app.py' }] });
  const late = written('app.py', -0.4, second);
  expect(compare(first, second, late)[1]).toMatchObject({
    files: [{ path: 'app.py', secondsBefore: 0 }],
  });
});

test('files of a context below the workspace are told by their place in the workspace, ignored ones are not', () => {
  const parts = { folder: '/workspace/web', ignored: ['*.log'] };
  const copyAll = { name: '[2/2] COPY . .', uses: ['context'] };
  const first = toldBuild([FROM, copyAll], parts);
  const second = toldBuild([FROM, copyAll], parts);
  const files = written('web/src/a.js', 5, second);
  for (const path of ['web/x.log', 'other/b.js']) {
    files.note([{ path, version: 'v', structural: false }], (second.started - 5) * 1000);
  }
  expect(compare(first, second, files)[1]).toEqual({
    type: 'files-changed',
    files: [{ path: 'web/src/a.js', secondsBefore: 5 }],
  });
});

test('where nobody watches the context, a COPY that was done again has other files, whichever', () => {
  const parts = { folder: '/tmp/app' };
  expect(compare(toldBuild(DOCKERFILE, parts), toldBuild(DOCKERFILE, parts))[1]).toEqual({
    type: 'files-changed',
    files: [],
  });
});

test('an instruction is another, with what stood there before; one that is new says so', () => {
  const other = { ...INSTALL, name: '[3/4] RUN pip install flask redis' };
  expect(compare(toldBuild(DOCKERFILE), toldBuild([FROM, cached(COPY), other, MAKE]))).toEqual([
    null,
    null,
    { type: 'instruction-changed', before: 'RUN pip install flask' },
    { type: 'after', step: '[3/4] RUN pip install flask redis' },
  ]);
  const more = [FROM, cached(COPY), cached(INSTALL), cached(MAKE), { name: '[5/5] RUN new' }];
  expect(compare(toldBuild(DOCKERFILE), toldBuild(more)).at(-1)).toEqual({
    type: 'instruction-changed',
    before: null,
  });
});

test('--no-cache is the reason of every step, or of those of the stages that it names', () => {
  const attributes = { filename: 'Dockerfile', 'no-cache': '' };
  expect(compare(toldBuild(DOCKERFILE), toldBuild(DOCKERFILE, { attributes }))).toEqual([
    null,
    ...Array.from({ length: 3 }, () => ({ type: 'no-cache' })),
  ]);
});

test('a base with a digest is another when that is another', () => {
  const on = (digest: string) =>
    toldBuild([
      { name: `[1/2] FROM docker.io/library/alpine:3@sha256:${digest}` },
      { name: '[2/2] RUN make' },
    ]);
  expect(compare(on('a'), on('b'))).toEqual([
    { type: 'base-changed', image: 'alpine:3', before: 'sha256:a', after: 'sha256:b' },
    { type: 'after', step: '[1/2] FROM docker.io/library/alpine:3@sha256:b' },
  ]);
});

test('a base of the engine itself is another when the image stands on other layers', () => {
  const steps = [{ name: '[1/2] FROM docker.io/library/base:latest' }, { name: '[2/2] RUN make' }];
  const on = (...layers: string[]) => toldBuild(steps, { layers });
  expect(compare(on('one', 'made'), on('two', 'made'))[0]).toEqual({
    ...{ type: 'base-changed', image: 'base:latest', before: 'one', after: 'two' },
  });
  const again = (layer: string) => toldBuild(steps, { layers: ['one', layer], history: ['RUN x'] });
  expect(compare(again('a'), again('b'))).toEqual([null, { type: 'cache-removed' }]);
  expect(compare(toldBuild(steps), toldBuild(steps))).toEqual([null, { type: 'unknown' }]);
});

test('a step that never ended before has no result in the cache', () => {
  const failed = toldBuild([FROM, cached(COPY), { ...INSTALL, error: 'exit code: 1' }], {
    failed: 'exit code: 1',
    layers: ['base', 'copy'],
  });
  const mended = toldBuild([FROM, cached(COPY), INSTALL, MAKE]);
  const [newest, former] = view([failed, mended]);
  expect(newest && reasons(newest)).toEqual([
    null,
    null,
    { type: 'cache-removed' },
    { type: 'instruction-changed', before: null },
  ]);
  expect(former?.steps.map((step) => step.failed)).toEqual([false, false, true]);
});

test('steps are compared with the newest build that got as far', () => {
  const failed = toldBuild(
    [
      FROM,
      cached(COPY),
      { ...INSTALL, name: '[3/4] RUN nonsense', error: 'exit code: 127' },
      { ...MAKE, waiting: true },
    ],
    { failed: 'exit code: 127' },
  );
  const builds = view([
    toldBuild(DOCKERFILE),
    failed,
    toldBuild([FROM, cached(COPY), INSTALL, MAKE]),
  ]);
  expect(builds[0]?.steps.map(({ reason }) => reason?.type)).toEqual([
    undefined,
    undefined,
    'instruction-changed',
    'after',
  ]);
  expect(builds[1]?.steps[3]).toMatchObject({ startedMs: null, durationMs: null, reason: null });
});

test('of a RUN above the last stage, and of a text that is not told, nothing is said that is not sure', () => {
  const build = (name: string, id?: string) =>
    toldBuild([
      { name: '[build 1/2] FROM alpine@sha256:a', cached: true },
      { name: `[build 2/2] ${name}`, ...(id && { id }) },
      {
        name: '[stage-1 2/2] COPY --from=build /a /a',
        cached: true,
        uses: [`[build 2/2] ${name}`],
      },
    ]);
  const reasonOf = (...[first, second]: [ReturnType<typeof build>, ReturnType<typeof build>]) =>
    compare(first, second)[1]?.type;
  expect(reasonOf(build('RUN make'), build('RUN make'))).toBe('unknown');
  expect(reasonOf(build('RUN make', 'same'), build('RUN make', 'same'))).toBe('cache-removed');
  expect(reasonOf(build('COPY <<EOF /a'), build('COPY <<EOF /a'))).toBe('unknown');
});

test('a build argument or a setting is the reason of a RUN whose text is the same', () => {
  const run = { name: '[2/2] RUN make' };
  const given = (value: string) => ({ attributes: { 'build-arg:V': value } });
  expect(
    compare(toldBuild([FROM, run], given('1')), toldBuild([FROM, run], given('2')))[1],
  ).toEqual({ type: 'setting-changed', before: 'ARG V=1', after: 'ARG V=2' });
  const made = (env: string) => ({ history: ['RUN /bin/sh -c make # buildkit', env, 'ADD x /'] });
  const [first, second] = [made('ENV A=1'), made('ENV A=2')];
  expect(compare(toldBuild([FROM, run], first), toldBuild([FROM, run], second))[1]).toEqual({
    ...{ type: 'setting-changed', before: 'ENV A=1', after: 'ENV A=2' },
  });
});

test('stages are compared by their names, each has its base, and those that are needed come first', () => {
  const base = 'FROM docker.io/library/alpine:latest';
  const build = (second: string, isCached: boolean) =>
    toldBuild([
      { name: '[stage-1 2/3] COPY . .', uses: ['context'], on: 'base', cached: true },
      { name: '[stage-1 3/3] COPY --from=build /out /out', uses: [second] },
      { name: second, on: 'base', cached: isCached },
      { name: `[build 1/2] ${base}`, id: 'base', on: null },
    ]);
  const [first, changed] = ['[build 2/2] RUN make', '[build 2/2] RUN make -j2'];
  const [newest] = view([build(first, false), build(changed, false)]);
  expect(newest?.steps.map(({ name, stage, reason }) => [name, stage, reason?.type])).toEqual([
    [`[build 1/2] ${base}`, 'build', undefined],
    [changed, 'build', 'instruction-changed'],
    [`[stage-1 1/3] ${base}`, 'stage-1', undefined],
    ['[stage-1 2/3] COPY . .', 'stage-1', undefined],
    ['[stage-1 3/3] COPY --from=build /out /out', 'stage-1', 'after'],
  ]);
});

test('builds of other Dockerfiles say nothing of this one', () => {
  const other = toldBuild(DOCKERFILE, {
    dockerfile: '/workspace/Dockerfile.b',
    names: ['docker.io/library/b'],
  });
  expect(compare(other, toldBuild(DOCKERFILE))[1]).toEqual({ type: 'first-build' });
  const sameName = toldBuild(DOCKERFILE, { folder: '/workspace/-' });
  expect(compare(sameName, toldBuild(DOCKERFILE.map(cached)))).toEqual([null, null, null, null]);
});

test('an image is called as everybody calls it', () => {
  const names = [
    ...['docker.io/library/app', 'docker.io/ann/app:v1', 'hub.example:5000/app'],
    'docker.io/library/app:v2',
  ];
  expect(view([toldBuild(DOCKERFILE, { names })])[0]?.tags).toEqual([
    ...['app:latest', 'ann/app:v1', 'hub.example:5000/app:latest', 'app:v2'],
  ]);
});

test('the newest twenty are told, compared with older ones too; one that runs has no end', () => {
  const many = Array.from({ length: 25 }, () => toldBuild(DOCKERFILE.map(cached)));
  const running = toldBuild([FROM, { ...MAKE, name: '[2/4] RUN make' }], { ended: null });
  const builds = view([...many, running]);
  expect(builds).toHaveLength(20);
  expect(builds[0]).toMatchObject({ ended: null, steps: [{}, { durationMs: 100 }] });
});
