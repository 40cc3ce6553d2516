import type { StepReason } from '@drydock/protocol';
import { expect, test } from 'vitest';
import { layers as en } from '../../i18n/en/layers.ts';
import { format } from '../../i18n/format.ts';
import { layers as ja } from '../../i18n/ja/layers.ts';
import { causesOf } from './build-facts.ts';
import { buildOf, firstBuildOf, stepOf } from './builds.fixture.ts';
import { causeInWords, reasonInWords } from './reasons.ts';

const english = { text: en.reasons, format: format() };

test('a change is told with its file, what it took with it, and what would have saved time', () => {
  const [cause] = causesOf(buildOf());
  expect(cause && causeInWords(cause, english)).toBe(
    '`COPY app.py .` changed: app.py was edited 12 sec before the build; ' +
      'the 2 steps after it ran again; moving it below `RUN pip install flask` would have saved 9.8 sec.',
  );
  expect(cause && causeInWords(cause, { ...english, text: ja.reasons })).toMatch(
    /^`COPY app\.py \.` の対象が変わりました.*再実行されました。`RUN pip install flask` の下に.*できました。$/,
  );
});

test('where steps below need a file of it, that is to be copied first', () => {
  const [advice] = buildOf().advice;
  const split = advice ? [{ ...advice, first: ['package.json'] }] : [];
  const [cause] = causesOf(buildOf({ advice: split }));
  expect(cause && causeInWords(cause, english)).toMatch(
    /; copying `package\.json` first, and the rest below `RUN pip install flask`, would have saved/,
  );
});

test('a reason of the whole build is told once, and counts no steps', () => {
  const [cause] = causesOf(firstBuildOf());
  expect(cause && causeInWords(cause, english)).toBe(
    'This is the first build of this Dockerfile: nothing was in the cache.',
  );
});

test('one step after it is told as one', () => {
  const steps = [
    stepOf('[1/2] COPY . .', [0, 1], { type: 'files-changed', files: [] }),
    stepOf('[2/2] RUN make', [1, 1], { type: 'after', step: '[1/2] COPY . .' }),
  ];
  const [cause] = causesOf(buildOf({ steps, advice: [] }));
  expect(cause && causeInWords(cause, english)).toBe(
    '`COPY . .` copies other files than before; the step after it ran again.',
  );
});

test.each<[StepReason | null, string]>([
  [null, ''],
  [{ type: 'instruction-changed', before: null }, '`RUN make` is new in the Dockerfile'],
  [
    { type: 'instruction-changed', before: 'RUN make -j2' },
    '`RUN make` is a new text: `RUN make -j2` stood there before',
  ],
  [
    { type: 'base-changed', image: 'alpine:3', before: null, after: null },
    'the base image `alpine:3` is another one than before',
  ],
  [
    { type: 'setting-changed', before: 'ENV A=1', after: 'ENV A=2' },
    '`ENV A=1` became `ENV A=2`, and `RUN make` runs with it',
  ],
  [
    { type: 'setting-changed', before: 'ENV A=1', after: null },
    '`ENV A=1` is gone, and `RUN make` ran with it',
  ],
  [
    { type: 'setting-changed', before: 'ARG V=1', after: 'ARG V=2' },
    '`ARG V=1` became `ARG V=2`, and `RUN make` runs with it',
  ],
  [
    { type: 'setting-changed', before: null, after: 'ENV V=2' },
    '`ENV V=2` is new, and `RUN make` runs with it',
  ],
  [
    { type: 'setting-changed', before: 'ENV V=2', after: null },
    '`ENV V=2` is gone, and `RUN make` ran with it',
  ],
  [{ type: 'after', step: '[2/4] COPY . .' }, 'ran again because `COPY . .` did'],
  [
    { type: 'cache-removed' },
    '`RUN make` is as before, but its result is not in the cache any more',
  ],
  [{ type: 'unknown' }, '`RUN make` ran again, and why is not known'],
])('%j is told in words', (reason, words) => {
  expect(reasonInWords(stepOf('[3/4] RUN make', [0, 1], reason), english)).toBe(words);
});

test('of many files the newest are named', () => {
  const files = [
    { path: 'old.css', secondsBefore: 90_000 },
    { path: 'unknown.txt', secondsBefore: null },
    { path: 'b.py', secondsBefore: 3.4 },
    { path: 'a.py', secondsBefore: 0.2 },
  ];
  const step = stepOf('[1/1] COPY . .', [0, 1], { type: 'files-changed', files });
  expect(reasonInWords(step, english)).toBe(
    '`COPY . .` changed: a.py was edited 1 sec before the build, b.py was edited 3 sec before the build, and 2 more files',
  );
});

test('an instruction is one short line that ends no code', () => {
  const long = `RUN echo \`date\` \\\n  && ${'x'.repeat(90)}`;
  const step = stepOf(`[1/1] ${long}`, [0, 1], { type: 'unknown' });
  const words = reasonInWords(step, english);
  expect(words).toMatch(/^`RUN echo 'date' && x+…` ran again/);
  expect(words.length).toBeLessThan(110);
});
