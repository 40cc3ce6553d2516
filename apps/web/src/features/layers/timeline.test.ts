import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildOf, firstBuildOf, stepOf } from './builds.fixture.ts';
import { layOut, ticksOf } from './timeline.ts';

test('steps stand on the axis where they ran', () => {
  const { length, stages } = layOut(buildOf(), 0);
  expect(length).toBe(10_400);
  const [, copy, install] = stages[0]?.rows ?? [];
  expect(copy?.span).toEqual({ start: 200 / 10_400, length: 100 / 10_400 });
  expect(install).toMatchObject({ took: 9_800, state: 'ran', before: null });
  expect(stages).toHaveLength(1);
});

test('a step that runs reaches to now, and one that waits is nowhere', () => {
  const steps = [
    { ...stepOf('[1/2] RUN a', [100, 0], { type: 'first-build' }), durationMs: null },
    { ...stepOf('[2/2] RUN b', [0, 0], null), cached: false, startedMs: null, durationMs: null },
  ];
  const build = buildOf({ ended: null, steps });
  const { stages, length } = layOut(build, Date.parse(build.started) + 2_100);
  expect(length).toBe(2_100);
  expect(stages[0]?.rows).toMatchObject([
    { state: 'running', took: 2_000 },
    { state: 'waiting', took: null, span: null },
  ]);
});

test('steps of stages stand together', () => {
  const names = ['[build 1/2] FROM a', '[build 2/2] RUN make', '[web 1/1] FROM b'];
  const { stages } = layOut(buildOf({ steps: names.map((name) => stepOf(name)) }), 0);
  expect(stages.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['build', 2],
    ['web', 1],
  ]);
});

test('with the build before, both fit on the axis and equal steps stand side by side', () => {
  const { length, stages } = layOut(buildOf(), 0, firstBuildOf());
  expect(length).toBe(12_000);
  expect(stages[0]?.rows[2]).toMatchObject({
    span: { length: 9_800 / 12_000 },
    before: { span: { length: 11_000 / 12_000 }, step: { durationMs: 11_000 } },
  });
});

test('whatever the steps say, they stand on the axis', () => {
  const ms = fc.integer({ min: 0, max: 400_000 });
  const times = fc.tuple(ms, ms, fc.constantFrom('ran', 'running', 'waiting'));
  fc.assert(
    fc.property(fc.array(times, { maxLength: 8 }), ms, (all, elapsed) => {
      const steps = all.map(([started, took, state], index) => ({
        ...stepOf(`[${index + 1}/9] RUN x`, [started, took], { type: 'unknown' }),
        ...(state !== 'ran' && { durationMs: null }),
        ...(state === 'waiting' && { startedMs: null }),
      }));
      const build = buildOf({ ended: null, steps });
      const { stages } = layOut(build, Date.parse(build.started) + elapsed, firstBuildOf());
      for (const { span } of stages.flatMap(({ rows }) => rows)) {
        if (!span) continue;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.length).toBeGreaterThanOrEqual(0);
        expect(span.start + span.length).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test('a build that took no time has an axis all the same', () => {
  const build = buildOf({ ended: buildOf().started, steps: [stepOf('[1/1] FROM a')] });
  const { length, stages } = layOut(build, 0);
  expect(length).toBeGreaterThan(0);
  expect(stages[0]?.rows[0]?.span).toEqual({ start: 0, length: 0 });
});

test.each([3, 90, 1_000, 10_400, 59_000, 125_000, 3_000_000, 90_000_000])(
  'an axis of %i ms has a few round marks',
  (length) => {
    const ticks = ticksOf(length);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeLessThanOrEqual(length);
  },
);
