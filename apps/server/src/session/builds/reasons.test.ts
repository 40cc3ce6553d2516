import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from './build-graph.ts';
import { reasonsOf } from './reasons.ts';
import { type FakeStep, toldBuild } from './told.fixture.ts';

const step = fc.record({
  words: fc.constantFrom('RUN make', 'COPY . .', 'COPY a /a', 'WORKDIR /app', 'RUN --mount=x y'),
  cached: fc.boolean(),
  waiting: fc.boolean(),
  fails: fc.boolean(),
  stage: fc.constantFrom('', 'build ', 'stage-1 '),
  on: fc.constantFrom(undefined, null, 'nothing that there is'),
});

const build = fc.array(step, { maxLength: 8 }).map((steps) =>
  buildGraph(
    toldBuild(
      steps.map(
        ({ words, cached, waiting, fails, stage, on }, index): FakeStep => ({
          name: `[${stage}${index + 1}/8] ${words}`,
          ...{ cached, waiting },
          ...(fails && { error: 'exit code: 1' }),
          ...(on !== undefined && { on }),
          uses: words.startsWith('COPY') ? ['context'] : [],
        }),
      ),
    ),
  ),
);

const unwatched = { changedFiles: () => undefined, pathOf: ({ path }: { path: string }) => path };

test('whatever was built, exactly what was done and not taken from the cache has a reason', () => {
  fc.assert(
    fc.property(build, fc.array(build, { maxLength: 3 }), (now, before) => {
      const reasons = reasonsOf({ build: now, before, ...unwatched });
      const names = now.steps.map(({ name }) => name);
      for (const each of now.steps) {
        const { started, cached } = each.vertex;
        expect(reasons.has(each)).toBe(started !== null && !cached);
        const reason = reasons.get(each);
        // What something came after stands before it in the list.
        if (reason?.type === 'after') {
          expect(names.indexOf(reason.step)).toBeGreaterThanOrEqual(0);
          expect(names.indexOf(reason.step)).toBeLessThan(names.indexOf(each.name));
        }
      }
    }),
  );
});

test('where one instruction of a row is another, all before it is cached and all after it came after it', () => {
  const count = 6;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: count - 1 }), (changed) => {
      const row = (isSecond: boolean) =>
        Array.from({ length: count }, (_, index): FakeStep => {
          const text = isSecond && index === changed ? 'another' : 'same';
          const instruction = index === 0 ? 'FROM alpine' : `RUN ${text} ${index}`;
          return {
            name: `[${index + 1}/${count}] ${instruction}`,
            cached: index === 0 || (isSecond && index < changed),
          };
        });
      const [first, second] = [buildGraph(toldBuild(row(false))), buildGraph(toldBuild(row(true)))];
      const reasons = reasonsOf({ build: second, before: [first], ...unwatched });
      const found = second.steps.map((each) => reasons.get(each)?.type ?? null);
      expect(found).toEqual(
        Array.from({ length: count }, (_, index) => {
          if (index < changed) return null;
          return index === changed ? 'instruction-changed' : 'after';
        }),
      );
    }),
  );
});
