import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { stepLines, summaryLines } from './report.ts';
import { playedBlock, playedCheck, playedLab } from './results.fixture.ts';

const step = {
  ...{ id: 'build', title: 'Build', milliseconds: 1500 },
  blocks: [
    playedBlock({
      title: 'docker build .',
      seen: ['naming to app'],
      drifted: ['Successfully', 'tagged'],
    }),
    playedBlock({ title: 'false', verdict: 'failed', why: 'Exit code 1', seen: ['oh\x1b[2J no'] }),
  ],
  checks: [
    playedCheck({}),
    playedCheck({ name: 'easy', verdict: 'vacuous', before: { outcome: 'pass' } }),
    playedCheck({
      name: 'port',
      verdict: 'failed',
      after: { outcome: 'not-yet', why: 'Nobody answers.' },
    }),
  ],
};
const shown = (verbose: boolean) =>
  stripVTControlCharacters(stepLines(step, { slug: 'my-lab', verbose })).split('\n');

test('a step says what was done, how long it took, and of what failed what was seen', () => {
  expect(shown(false)).toEqual([
    '✗ my-lab / build 1.5 s',
    '    ✓ T1 docker build .  0.3 s',
    '         drifted output, not seen: Successfully tagged',
    '    ✗ T1 false  FAILED  Exit code 1  0.3 s',
    '         | oh?[2J no',
    '    ✓ check built (The image is built)  before: There is no image.',
    '    ✗ check easy (The image is built)  VACUOUS: it passed before anything was done',
    '    ✗ check port (The image is built)  FAILED: Nobody answers.',
  ]);
  expect(shown(true)).toContain('         | naming to app');
});

test('what was filled in is shown', () => {
  const block = playedBlock({ title: 'docker stop <id>', typed: 'docker stop c0ffee' });
  const lines = stepLines({ ...step, blocks: [block] }, { slug: 'my-lab', verbose: false });
  expect(lines).toContain('typed: docker stop c0ffee');
});

test('the end counts', () => {
  const good = playedLab({ slug: 'good' });
  const lines = stripVTControlCharacters(
    summaryLines([good, playedLab({ steps: [step], missingImages: ['mongo'] })]),
  );
  expect(lines).toContain(
    '✗ my-lab: 1 pass, 1 FAILED; 1 of 3 checks; vacuous: easy; drifted output: 1; missing images: mongo 2.0 s',
  );
  expect(lines).toContain('2 played, 1 failed.');
  expect(stripVTControlCharacters(summaryLines([good]))).toContain('1 played, none failed.');
});
