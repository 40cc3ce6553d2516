import type { StepReason } from '@drydock/protocol';
import { expect, test } from 'vitest';
import {
  buildBefore,
  causesOf,
  durationOf,
  nowOf,
  outcomeOf,
  stateOf,
  stepLike,
} from './build-facts.ts';
import { buildOf, firstBuildOf, stepOf } from './builds.fixture.ts';

const shown = (build: ReturnType<typeof buildOf>) =>
  causesOf(build).map(({ step, after, advice }) => [step.name, after.length, advice?.savesMs]);

test('a cause takes with it what ran after it, at whatever distance', () => {
  expect(shown(buildOf())).toEqual([['[2/4] COPY app.py .', 2, 9_800]]);
});

test('what holds for the whole build is one cause', () => {
  expect(shown(firstBuildOf())).toEqual([['[2/4] COPY app.py .', 2, undefined]]);
});

test('stages that changed apart are causes apart', () => {
  const edited: StepReason = { type: 'files-changed', files: [] };
  const steps = [
    stepOf('[build 1/2] COPY main.c .', [0, 1], edited),
    stepOf('[build 2/2] RUN make', [1, 5], { type: 'after', step: '[build 1/2] COPY main.c .' }),
    stepOf('[web 1/1] COPY web .', [0, 1], edited),
    stepOf('[stage-2 1/1] COPY --from=build /a /', [6, 1], {
      type: 'after',
      step: '[build 2/2] RUN make',
    }),
  ];
  expect(shown(buildOf({ steps }))).toEqual([
    ['[build 1/2] COPY main.c .', 2, undefined],
    ['[web 1/1] COPY web .', 0, undefined],
  ]);
});

test('a build from the cache has no cause', () => {
  expect(shown(buildOf({ steps: [stepOf('[1/1] FROM alpine')] }))).toEqual([]);
});

test('a build runs, has passed or has failed, and so has a step', () => {
  const outcomes = [{}, { ended: null }, { failed: 'exit code: 1' }].map((more) =>
    outcomeOf(buildOf(more)),
  );
  expect(outcomes).toEqual(['passed', 'running', 'failed']);
  const ran = stepOf('[1/1] RUN a', [0, 1], { type: 'unknown' });
  const states = [
    ran,
    { ...ran, cached: true },
    { ...ran, failed: true },
    { ...ran, durationMs: null },
    { ...ran, startedMs: null, durationMs: null },
  ].map(stateOf);
  expect(states).toEqual(['ran', 'cached', 'failed', 'running', 'waiting']);
});

test('a build that runs has taken the time until now', () => {
  const build = buildOf({ ended: null });
  expect(durationOf(build, Date.parse(build.started) + 700)).toBe(700);
  // The learner's clock may be behind the server's.
  expect(durationOf(build, Date.parse(build.started) - 700)).toBe(0);
  expect(durationOf(buildOf(), 0)).toBe(10_400);
});

test.each([
  ['is right', 0, 2_300],
  ['is an hour ahead', 3_600_000, 7_100],
  ['is an hour behind', -3_600_000, 2_100],
])('how long a build runs is told where the clock %s', (_what, wrong, elapsed) => {
  const steps = [
    stepOf('[1/2] RUN a', [0, 1_900], { type: 'unknown' }),
    { ...stepOf('[2/2] RUN b', [1_900, 0], { type: 'unknown' }), durationMs: null },
  ];
  const build = buildOf({ ended: null, steps });
  const now = Date.parse(build.started) + 2_300 + wrong;
  expect(nowOf(build, { now, told: now - 200 }) - Date.parse(build.started)).toBe(elapsed);
});

test('a build is compared with the one before that made an image of the same name', () => {
  const build = buildOf();
  const other = firstBuildOf({ ref: 'other', tags: ['bye:latest'] });
  const first = firstBuildOf();
  expect(buildBefore([build, other, first], build)).toBe(first);
  expect(buildBefore([build, other, first], first)).toBeNull();
  expect(buildBefore([build, other], build)).toBeNull();
  const shipped = buildOf({ tags: ['docker.io/learner-1/hello:2.0'] });
  expect(buildBefore([shipped, other, first], shipped)).toBe(first);
  const [untagged, before] = [buildOf({ tags: [] }), firstBuildOf({ tags: [] })];
  expect(buildBefore([untagged, other, before], untagged)).toBe(before);
});

test('steps are found again by their text, wherever it stands now, else by their place', () => {
  const before = firstBuildOf();
  const like = (name: string) => stepLike(stepOf(name), before)?.name;
  expect(like('[3/4] RUN pip install flask')).toBe('[3/4] RUN pip install flask');
  expect(like('[2/4] RUN pip install flask')).toBe('[3/4] RUN pip install flask');
  expect(like('[3/4] RUN pip install flask redis')).toBe('[3/4] RUN pip install flask');
  expect(like('[5/5] RUN more')).toBeUndefined();
  expect(like('[web 3/4] RUN pip install flask')).toBeUndefined();
});
