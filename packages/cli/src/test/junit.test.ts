import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJunit } from './junit.ts';
import { playedBlock, playedCheck, playedLab } from './results.fixture.ts';

test('a suite for each lab, a case for each block and check', () => {
  const lab = playedLab({
    steps: [
      {
        id: 'build',
        title: 'Build',
        milliseconds: 1500,
        blocks: [
          playedBlock({ title: 'docker build .' }),
          playedBlock({ title: 'pip3', verdict: 'needs-person', why: 'A sandbox has no pip3.' }),
          playedBlock({ title: 'false', verdict: 'failed', why: 'Exit code 1', seen: ['oh <no>'] }),
        ],
        checks: [playedCheck({}), playedCheck({ name: 'easy', verdict: 'vacuous' })],
      },
    ],
  });
  expect(toJunit([lab])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="drydock test" tests="5" failures="2" errors="0" skipped="1" time="2.000">
  <testsuite name="my-lab" tests="5" failures="2" errors="0" skipped="1" time="2.000">
    <testcase classname="my-lab.build" name="docker build ." time="0.250"/>
    <testcase classname="my-lab.build" name="pip3" time="0.250">
      <skipped message="A sandbox has no pip3."/>
    </testcase>
    <testcase classname="my-lab.build" name="false" time="0.250">
      <failure message="Exit code 1"/>
      <system-out>oh &lt;no&gt;</system-out>
    </testcase>
    <testcase classname="my-lab.build" name="check built" time="0.000"/>
    <testcase classname="my-lab.build" name="check easy" time="0.000">
      <failure message="vacuous: it passed before anything was done"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('what kept a lab from being played is a failure', () => {
  const xml = toJunit([playedLab({ error: 'no sandbox', missingImages: ['mongo'] })]);
  expect(xml).toContain('<failure message="no sandbox"/>');
  expect(xml).toContain('<failure message="not in the catalogue: mongo"/>');
  expect(xml).toContain('tests="2" failures="2"');
});

test('whatever is printed, the file is XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (why, seen) => {
      const xml = toJunit([
        playedLab({
          slug: seen,
          steps: [
            {
              ...{ id: 'a', title: 'A', milliseconds: 0, checks: [] },
              blocks: [playedBlock({ verdict: 'failed', why, seen: [seen] })],
            },
          ],
        }),
      ]);
      expect(xml).not.toMatch(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
      // Nothing of the text is markup: the elements are those that were there without it.
      expect(xml.match(/</g)).toHaveLength(10);
      expect(xml.replaceAll(/&(?:amp|lt|gt|quot|#10|#9);/g, '')).not.toContain('&');
    }),
  );
});
